package com.innodus.tenants.hibernate;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

/** A row that says whose it is. */
@Entity
class Note {
    @Id
    UUID id = UUID.randomUUID();

    String owner;
    String body;

    protected Note() {}

    Note(String owner, String body) {
        this.owner = owner;
        this.body = body;
    }
}
