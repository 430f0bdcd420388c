package com.innodus.kernel.reports.ui;

import com.innodus.kernel.features.Feature;
import com.innodus.kernel.navigation.Destination;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReportSettings {
    @Bean
    Feature reporting() {
        return Feature.ofAll(ReportsView.FEATURE);
    }

    @Bean
    Destination reportsDestination() {
        return new Destination(
                "analysis", "report.title", VaadinIcon.CHART, ReportsView.PATH, ReportsView.FEATURE, actor -> true);
    }
}
