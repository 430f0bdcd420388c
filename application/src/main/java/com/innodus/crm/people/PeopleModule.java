package com.innodus.crm.people;

import static com.innodus.kernel.records.Fields.addresses;
import static com.innodus.kernel.records.Fields.choice;
import static com.innodus.kernel.records.Fields.choices;
import static com.innodus.kernel.records.Fields.day;
import static com.innodus.kernel.records.Fields.emails;
import static com.innodus.kernel.records.Fields.flag;
import static com.innodus.kernel.records.Fields.image;
import static com.innodus.kernel.records.Fields.link;
import static com.innodus.kernel.records.Fields.longText;
import static com.innodus.kernel.records.Fields.phones;
import static com.innodus.kernel.records.Fields.taxNumber;
import static com.innodus.kernel.records.Fields.team;
import static com.innodus.kernel.records.Fields.text;
import static com.innodus.kernel.records.Fields.user;
import static com.innodus.kernel.records.RecordType.recordType;

import com.innodus.kernel.records.RecordType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PeopleModule {
    @Bean
    RecordType<Person> person() {
        return recordType(Person.class, "person", "people")
                .icon("USERS")
                .area("contacts")
                .feature("contacts")
                .fields(
                        text(Person::getFirstName).title().searchable().personalData(),
                        text(Person::getLastName).title().searchable().personalData(),
                        text(Person::getJobTitle).searchable().sortable().inList(),
                        link(Person::getOrganisation, "organisation").inList(),
                        choices(Person::getRoles, "person-role").inList(),
                        user(Person::getOwner),
                        team(Person::getTeam),
                        emails(Person::getEmails).searchable().inList().personalData(),
                        phones(Person::getPhones).searchable().inList().personalData(),
                        image(Person::getPhoto).personalData(),
                        choice(Person::getLanguage, "language"),
                        flag(Person::isDoNotContact),
                        day(Person::getBirthDate).sortable().personalData(),
                        taxNumber(Person::getTaxId).searchable().personalData(),
                        text(Person::getStreet).personalData(),
                        text(Person::getPostalCode).personalData(),
                        text(Person::getCity).searchable().sortable().inList(),
                        text(Person::getRegion),
                        choice(Person::getCountry, "country"),
                        addresses(Person::getOtherAddresses).personalData(),
                        longText(Person::getNotes).personalData())
                .section(
                        "overview",
                        Person::getFirstName,
                        Person::getLastName,
                        Person::getJobTitle,
                        Person::getOrganisation,
                        Person::getRoles,
                        Person::getOwner,
                        Person::getTeam,
                        Person::getPhoto)
                .section("contact", Person::getEmails, Person::getPhones, Person::getLanguage, Person::isDoNotContact)
                .section(
                        "address",
                        Person::getStreet,
                        Person::getPostalCode,
                        Person::getCity,
                        Person::getRegion,
                        Person::getCountry,
                        Person::getOtherAddresses)
                .section("personal", Person::getBirthDate, Person::getTaxId, Person::getNotes)
                .ofOrganisation(Person::getOrganisation)
                .importMatchesOn(Person::getEmails, Person::getTaxId)
                .declare();
    }
}
