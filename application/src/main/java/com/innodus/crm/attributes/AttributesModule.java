package com.innodus.crm.attributes;

import static com.innodus.kernel.records.Fields.colour;
import static com.innodus.kernel.records.Fields.flag;
import static com.innodus.kernel.records.Fields.text;
import static com.innodus.kernel.records.Fields.whole;
import static com.innodus.kernel.records.RecordType.recordType;

import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.RecordType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AttributesModule {
    @Bean
    RecordType<Attribute> attribute() {
        return recordType(Attribute.class, Options.RECORD_TYPE, "attributes")
                .icon("LIST_SELECT")
                .area("settings")
                .fields(
                        text(Attribute::getLabel).title().searchable(),
                        text(Attribute::getList).searchable().inList(),
                        text(Attribute::getKey).searchable().inList(),
                        text(Attribute::getLabelEn).searchable().inList(),
                        text(Attribute::getLabelCa).searchable().inList(),
                        text(Attribute::getSynonyms).searchable(),
                        colour(Attribute::getColour).inList(),
                        whole(Attribute::getPosition).inList(),
                        flag(Attribute::isPreset),
                        flag(Attribute::isArchived).inList())
                .section(
                        "overview", Attribute::getList, Attribute::getKey, Attribute::getColour, Attribute::getPosition)
                .section(
                        "labels",
                        Attribute::getLabel,
                        Attribute::getLabelEn,
                        Attribute::getLabelCa,
                        Attribute::getSynonyms)
                .section("use", Attribute::isPreset, Attribute::isArchived)
                .importMatchesOn(Attribute::getKey)
                .declare();
    }
}
