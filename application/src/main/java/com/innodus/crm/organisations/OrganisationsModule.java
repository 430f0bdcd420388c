package com.innodus.crm.organisations;

import static com.innodus.kernel.records.Fields.addresses;
import static com.innodus.kernel.records.Fields.amount;
import static com.innodus.kernel.records.Fields.choice;
import static com.innodus.kernel.records.Fields.choices;
import static com.innodus.kernel.records.Fields.day;
import static com.innodus.kernel.records.Fields.emails;
import static com.innodus.kernel.records.Fields.image;
import static com.innodus.kernel.records.Fields.link;
import static com.innodus.kernel.records.Fields.longText;
import static com.innodus.kernel.records.Fields.phones;
import static com.innodus.kernel.records.Fields.taxNumber;
import static com.innodus.kernel.records.Fields.team;
import static com.innodus.kernel.records.Fields.text;
import static com.innodus.kernel.records.Fields.url;
import static com.innodus.kernel.records.Fields.user;
import static com.innodus.kernel.records.RecordType.recordType;

import com.innodus.kernel.features.Feature;
import com.innodus.kernel.records.RecordType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OrganisationsModule {
    @Bean
    Feature contacts() {
        return Feature.ofAll("contacts");
    }

    @Bean
    RecordType<Organisation> organisation() {
        return recordType(Organisation.class, "organisation", "organisations")
                .icon("BUILDING_O")
                .area("contacts")
                .feature("contacts")
                .fields(
                        text(Organisation::getName).title().searchable(),
                        text(Organisation::getTradeName).searchable(),
                        taxNumber(Organisation::getTaxId).unique().searchable(),
                        choices(Organisation::getKinds, "organisation-kind").inList(),
                        choice(Organisation::getStatus, "organisation-status").inList(),
                        choice(Organisation::getSector, "sector"),
                        choice(Organisation::getSize, "organisation-size"),
                        link(Organisation::getParent, "organisation"),
                        user(Organisation::getOwner).inList(),
                        team(Organisation::getTeam),
                        url(Organisation::getWebsite).searchable(),
                        text(Organisation::getDomain).searchable(),
                        emails(Organisation::getEmails).searchable().inList(),
                        phones(Organisation::getPhones).searchable().inList(),
                        image(Organisation::getLogo),
                        choice(Organisation::getLanguage, "language"),
                        text(Organisation::getStreet),
                        text(Organisation::getPostalCode),
                        text(Organisation::getCity).searchable().sortable().inList(),
                        text(Organisation::getRegion),
                        choice(Organisation::getCountry, "country").inList(),
                        addresses(Organisation::getOtherAddresses),
                        amount(Organisation::getRevenue).sortable(),
                        choice(Organisation::getCurrency, "currency"),
                        day(Organisation::getCustomerSince).sortable(),
                        longText(Organisation::getNotes))
                .section(
                        "overview",
                        Organisation::getName,
                        Organisation::getTradeName,
                        Organisation::getTaxId,
                        Organisation::getKinds,
                        Organisation::getStatus,
                        Organisation::getOwner,
                        Organisation::getTeam,
                        Organisation::getParent,
                        Organisation::getLogo)
                .section(
                        "contact",
                        Organisation::getEmails,
                        Organisation::getPhones,
                        Organisation::getWebsite,
                        Organisation::getDomain,
                        Organisation::getLanguage)
                .section(
                        "address",
                        Organisation::getStreet,
                        Organisation::getPostalCode,
                        Organisation::getCity,
                        Organisation::getRegion,
                        Organisation::getCountry,
                        Organisation::getOtherAddresses)
                .section(
                        "business",
                        Organisation::getSector,
                        Organisation::getSize,
                        Organisation::getRevenue,
                        Organisation::getCurrency,
                        Organisation::getCustomerSince,
                        Organisation::getNotes)
                .ofOrganisation(Organisation::getId)
                .importMatchesOn(Organisation::getTaxId, Organisation::getDomain, Organisation::getName)
                .declare();
    }
}
