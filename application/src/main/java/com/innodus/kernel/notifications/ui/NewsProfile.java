package com.innodus.kernel.notifications.ui;

import com.innodus.kernel.navigation.ProfileCard;
import com.innodus.kernel.notifications.NewsPreferences;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NewsProfile {
    @Bean
    ProfileCard newsCard(NewsPreferences preferences) {
        return () -> new NewsCard(preferences);
    }
}
