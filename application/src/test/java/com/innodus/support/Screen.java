package com.innodus.support;

import com.innodus.kernel.access.User;
import com.innodus.kernel.accounts.web.LogIns;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.browserless.SecuredBrowserlessApplicationContext;
import com.vaadin.browserless.SpringBrowserlessApplicationContext;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.internal.nodefeature.ElementListenerMap;
import com.vaadin.flow.router.Location;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.Authentication;

/**
 * The workspace without a browser: the real screens on the real server, clicked in the test's own thread. Each test has a
 * new tenant and a window of its owner; {@link #logIn} opens windows of others.
 */
public abstract class Screen extends Server {
    @Autowired
    private ApplicationContext context;

    @Autowired
    private LogIns logIns;

    protected Tenant tenant;

    /** The owner's window. */
    protected BrowserlessUIContext window;

    private SecuredBrowserlessApplicationContext<Authentication> workspace;

    @BeforeEach
    void openWorkspace() {
        workspace = SpringBrowserlessApplicationContext.createSecured(context, "com.innodus");
        tenant = newTenant();
        window = logIn(
                tenant,
                TenantScope.supply(
                        tenant, () -> users.byEmail(emailOf(tenant.slug())).orElseThrow()));
    }

    @AfterEach
    void closeWorkspace() {
        workspace.close();
    }

    /** A window of a user, who has just logged in. The window that acts is the one that was opened or activated last. */
    protected BrowserlessUIContext logIn(Tenant tenant, User user) {
        return TenantScope.supply(tenant, () -> {
            BrowserlessUIContext opened = workspace
                    .newUser(logIns.authenticate(user, new MockHttpServletRequest()))
                    .newWindow();
            // there is no browser that says its language
            opened.getUI().setLocale(user.locale());
            return opened;
        });
    }

    /** Widgets of the dashboard are filled when they come into sight, which only a browser knows. */
    protected void lookAtWidgets() {
        window.find(Section.class).withClassName("widget").all().stream()
                .map(Component::getElement)
                .forEach(widget -> widget.getNode()
                        .getFeature(ElementListenerMap.class)
                        .fireEvent(new DomEvent(widget, "widget-seen", JacksonUtils.createObjectNode())));
    }

    /** Opens an address of the workspace, such as {@code organisations?q=vic}. */
    protected <T extends Component> T open(String address, Class<T> view) {
        Location location = new Location(address);
        window.getUI().navigate(location.getPath(), location.getQueryParameters());
        window.roundTrip();
        return view.cast(window.getCurrentView());
    }
}
