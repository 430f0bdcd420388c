package com.innodus.kernel.dashboards.ui;

import com.innodus.kernel.navigation.Destination;
import com.innodus.kernel.navigation.SettingsGroup;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SideBlocksSettings {
    @Bean
    Destination sideBlocksDestination() {
        return Destination.settings(SettingsGroup.LOOK, "blocks.title", VaadinIcon.LAYOUT, SideBlocksView.PATH);
    }
}
