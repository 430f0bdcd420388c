package com.innodus.kernel.web;

import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Public and bare: 200 when requests can be served, on any host. */
@RestController
class HealthPage {
    private final JdbcClient jdbc;

    HealthPage(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping(value = "/health", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> health() {
        try {
            jdbc.sql("select 1").query(Integer.class).single();
            return ResponseEntity.ok("ok");
        } catch (DataAccessException e) {
            return ResponseEntity.status(503).body("database");
        }
    }
}
