package com.innodus.crm;

import com.innodus.crm.cli.CommandLineTool;
import com.innodus.kernel.platform.EarlyChecks;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.modulith.Modulithic;

/** The product: a server, or with {@code crm …} as arguments an operator's command. */
@SpringBootApplication(scanBasePackages = {"com.innodus.kernel", "com.innodus.crm"})
@EntityScan({"com.innodus.kernel", "com.innodus.crm"})
@Modulithic(systemName = "Innodus CRM", additionalPackages = "com.innodus.kernel")
public class Application {
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("crm")) {
            System.exit(CommandLineTool.run(Application.class, Arrays.copyOfRange(args, 1, args.length)));
        }
        SpringApplication server = new SpringApplication(Application.class);
        server.addListeners(new EarlyChecks());
        server.run(args);
    }
}
