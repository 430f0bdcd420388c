package com.innodus.examples;

import static com.innodus.kernel.records.Fields.day;
import static com.innodus.kernel.records.Fields.link;
import static com.innodus.kernel.records.Fields.team;
import static com.innodus.kernel.records.Fields.text;
import static com.innodus.kernel.records.Fields.user;
import static com.innodus.kernel.records.RecordType.recordType;

import com.innodus.kernel.records.RecordType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class VehiclesModule {
    @Bean
    RecordType<Vehicle> vehicle() {
        return recordType(Vehicle.class, "vehicle", "vehicles")
                .icon("CAR")
                .area("contacts")
                .feature("contacts")
                .fields(
                        text(Vehicle::getPlate).title().unique(),
                        link(Vehicle::getHolder, "person").inList(),
                        day(Vehicle::getBought).sortable().inList(),
                        user(Vehicle::getOwner),
                        team(Vehicle::getTeam))
                .section(
                        "overview",
                        Vehicle::getPlate,
                        Vehicle::getHolder,
                        Vehicle::getBought,
                        Vehicle::getOwner,
                        Vehicle::getTeam)
                .importMatchesOn(Vehicle::getPlate)
                .declare();
    }
}
