package com.innodus.kernel.records;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Reads what the current tenant calls the product's types and fields, by the keys of the product's texts. */
@Component
class Terms {
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    Terms(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    Map<String, Term> all() {
        return Objects.requireNonNull(transactions.execute(status -> {
            Map<String, Term> terms = new LinkedHashMap<>();
            jdbc.sql("select text_key, word, word_en, word_ca from own_word").query(row -> {
                terms.put(row.getString(1), new Term(row.getString(2), row.getString(3), row.getString(4)));
            });
            return terms;
        }));
    }
}
