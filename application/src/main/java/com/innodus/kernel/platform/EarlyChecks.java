package com.innodus.kernel.platform;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Before a server starts anything: are its port and its data folder free? */
public final class EarlyChecks implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {
    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        Environment environment = event.getEnvironment();
        requireFree(environment.getProperty("server.port", Integer.class, 8080));
        InnodusProperties properties = Binder.get(environment).bindOrCreate("innodus", InnodusProperties.class);
        if (properties.isEmbedded()) {
            LocalDatabase.requireFree(properties.data());
        }
    }

    private static void requireFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            throw new PortTaken(port);
        }
    }

    /** Another program listens there. */
    public static class PortTaken extends CannotStart {
        private static final long serialVersionUID = 1L;

        PortTaken(int port) {
            super("Port " + port + " is in use: stop what listens there, or choose another with --port.");
        }
    }
}
