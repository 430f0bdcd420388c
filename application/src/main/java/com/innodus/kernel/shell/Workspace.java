package com.innodus.kernel.shell;

import com.vaadin.flow.spring.annotation.EnableVaadin;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Configuration;

/** Views are looked for in the whole product; a command has none. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableVaadin("com.innodus")
class Workspace {}
