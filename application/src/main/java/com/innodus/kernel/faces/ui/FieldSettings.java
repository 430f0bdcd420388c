package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Roles;
import com.innodus.kernel.features.Feature;
import com.innodus.kernel.navigation.Destination;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FieldSettings {
    @Bean
    Destination fieldsDestination() {
        return new Destination(
                "settings",
                "fields.title",
                VaadinIcon.FORM,
                FieldsView.PATH,
                Feature.CORE,
                actor -> Roles.isAdministrator(actor.role()));
    }
}
