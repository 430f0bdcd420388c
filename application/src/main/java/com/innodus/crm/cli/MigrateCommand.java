package com.innodus.crm.cli;

import com.innodus.crm.operators.TenantOffice;
import com.innodus.tenants.provisioning.FleetMigration;
import com.innodus.tenants.provisioning.FleetMigration.Report;
import com.innodus.tenants.provisioning.Provisioning;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "migrate",
        description = "Brings the schemas of all tenants, or of one, to this release; exit code 1 when one fails")
class MigrateCommand implements Callable<Integer> {
    @ParentCommand
    @Nullable CommandLineTool tool;

    @Option(names = "--tenant", paramLabel = "SLUG", description = "only this one")
    @Nullable String slug;

    @Override
    public Integer call() {
        CommandLineTool commands = Objects.requireNonNull(tool);
        FleetMigration fleet = commands.service(FleetMigration.class);
        Report report;
        List<String> completed = List.of();
        if (slug == null) {
            report = fleet.run();
            completed = commands.service(Provisioning.class).resume();
        } else {
            report = fleet.run(List.of(commands.service(TenantOffice.class).require(slug)));
        }
        commands.answer(
                Map.of(
                        "upToDate",
                        report.upToDate(),
                        "migrated",
                        report.migrated(),
                        "completed",
                        completed,
                        "failed",
                        report.failed()),
                report.upToDate() + " up to date, " + report.migrated().size() + " migrated"
                        + (completed.isEmpty() ? "" : ", " + completed.size() + " completed")
                        + (report.isGood() ? "" : ", failed: " + String.join(", ", report.failed())));
        return report.isGood() ? 0 : 1;
    }
}
