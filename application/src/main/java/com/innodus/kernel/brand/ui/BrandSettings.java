package com.innodus.kernel.brand.ui;

import com.innodus.kernel.access.Roles;
import com.innodus.kernel.shell.Destination;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BrandSettings {
    @Bean
    Destination brandDestination() {
        return new Destination(
                "settings",
                "brand.title",
                VaadinIcon.PALETTE,
                BrandView.PATH,
                actor -> Roles.isAdministrator(actor.role()));
    }
}
