package com.innodus.support;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.accounts.web.LogIns;
import com.innodus.kernel.shell.FailureView;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import com.vaadin.browserless.BrowserlessApplicationContext;
import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.browserless.BrowserlessUserContext;
import com.vaadin.browserless.SpringBrowserlessApplicationContext;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.router.RouteData;
import com.vaadin.flow.server.VaadinServletContext;
import com.vaadin.flow.server.startup.ApplicationRouteRegistry;
import jakarta.servlet.ServletContext;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.WebApplicationContext;

/** The workspace of one user, driven without a browser. */
public final class Workspace implements AutoCloseable {
    private final BrowserlessApplicationContext application;
    private final BrowserlessUserContext user;
    private final Tenant tenant;
    private BrowserlessUIContext window;

    public Workspace(ApplicationContext product, Tenant tenant, Actor actor) {
        this.tenant = tenant;
        application = SpringBrowserlessApplicationContext.create(product, "com.innodus");
        SecurityContextHolder.getContext()
                .setAuthentication(TenantScope.supply(
                        tenant,
                        () -> product.getBean(LogIns.class)
                                .authenticate(
                                        product.getBean(Users.class)
                                                .byId(actor.id())
                                                .orElseThrow(),
                                        new MockHttpServletRequest())));
        user = TenantScope.supply(tenant, application::newUser);
        window = TenantScope.supply(tenant, user::newWindow);
    }

    /** All views of the workspace. */
    public static List<RouteData> routes(ApplicationContext product) {
        ServletContext servlets = ((WebApplicationContext) product).getServletContext();
        return RouteConfiguration.forRegistry(ApplicationRouteRegistry.getInstance(new VaadinServletContext(servlets)))
                .getAvailableRoutes();
    }

    /** Goes to an address below /app/ in a new window, as nothing may be left unsaved; false when there is nothing. */
    public boolean open(String path) {
        window.close();
        window = TenantScope.supply(tenant, user::newWindow);
        window.activate();
        UI.getCurrent().navigate(path);
        return !isNotFound();
    }

    private boolean isNotFound() {
        HasElement view = window.getCurrentView();
        if (view instanceof FailureView) {
            throw new AssertionError("the view failed: " + text());
        }
        return view instanceof HasErrorParameter<?>;
    }

    /** All that the page shows, as HTML, and what stands in its fields. */
    public String text() {
        HasElement page =
                window.getUI().getInternals().getActiveRouterTargetsChain().getLast();
        StringBuilder text = new StringBuilder(page.getElement().getOuterHTML());
        window.find(Component.class).all().stream()
                .filter(HasValue.class::isInstance)
                .forEach(field -> text.append(((HasValue<?, ?>) field).getValue()));
        return text.toString();
    }

    public BrowserlessUIContext window() {
        return window;
    }

    public BrowserlessUserContext user() {
        return user;
    }

    @Override
    public void close() {
        application.close();
        SecurityContextHolder.clearContext();
    }
}
