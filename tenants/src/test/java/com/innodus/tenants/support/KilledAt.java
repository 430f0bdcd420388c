package com.innodus.tenants.support;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Connections that stop for ever before the n-th statement or commit of this process, where a kill can hit. */
public final class KilledAt {
    private final int step;
    private final AtomicInteger steps = new AtomicInteger();

    public KilledAt(int step) {
        this.step = step;
    }

    public javax.sql.DataSource watch(javax.sql.DataSource database) {
        return new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws java.sql.SQLException {
                return watch(super.getConnection(), Connection.class);
            }
        };
    }

    private <T> T watch(T target, Class<T> type) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().startsWith("execute") || method.getName().equals("commit")) {
                pass();
            }
            try {
                Object answer = method.invoke(target, arguments);
                return answer instanceof Statement ? watchAny(answer, method.getReturnType()) : answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(KilledAt.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @SuppressWarnings("unchecked")
    private <T> T watchAny(Object target, Class<T> type) {
        return watch((T) target, type);
    }

    private void pass() throws InterruptedException {
        if (steps.incrementAndGet() == step) {
            System.out.println("HERE");
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
