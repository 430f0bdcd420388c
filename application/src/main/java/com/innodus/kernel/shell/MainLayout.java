package com.innodus.kernel.shell;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.accounts.web.ViewingAs;
import com.innodus.kernel.brand.Brands;
import com.innodus.kernel.dashboards.ui.ShowsRecord;
import com.innodus.kernel.dashboards.ui.SideColumn;
import com.innodus.kernel.faces.ui.Icons;
import com.innodus.kernel.faces.ui.QuickCreate;
import com.innodus.kernel.features.Features;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.navigation.Destination;
import com.innodus.kernel.notifications.ui.Bell;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.settings.ui.SettingsPages;
import com.innodus.kernel.settings.ui.SettingsView;
import com.innodus.tenants.context.TenantScope;
import com.innodus.themes.Brand;
import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedHttpSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Navigation by area on the left, search, create and user at the top. */
@Layout
public class MainLayout extends AppLayout implements AfterNavigationObserver {
    private static final long serialVersionUID = 1L;
    private static final String SETTINGS = Destination.SETTINGS;

    /** The question mark, unless somebody is writing or a dialog is open. */
    private static final String KEYS = """
            const layout = this;
            const pressed = event => {
              if (!layout.isConnected) { document.removeEventListener('keydown', pressed); return; }
              const at = event.composedPath()[0];
              if (event.key !== '?' || at.matches?.('input, textarea, select, [contenteditable]')
                  || document.querySelector('vaadin-dialog[opened], vaadin-confirm-dialog[opened]')) return;
              event.preventDefault();
              layout.$server.showShortcuts();
            };
            document.addEventListener('keydown', pressed);
            """;

    private final transient Users users;
    private final transient Features features;
    private final transient ViewingAs viewing;
    private final transient SettingsPages settings;
    private final SideColumn side;
    private final Nav toSettings = new Nav();
    private final transient Actor actor = CurrentActor.get();

    public MainLayout(
            RecordTypes types,
            Access access,
            Users users,
            GlobalSearch search,
            Brands brands,
            Features features,
            List<Destination> destinations,
            Bell bell,
            QuickCreate quick,
            ViewingAs viewing,
            SettingsPages settings,
            SideColumn.Parts blocks) {
        this.settings = settings;
        side = new SideColumn(blocks);
        this.viewing = viewing;
        this.features = features;
        this.users = users;
        addClassName("app-brand");
        setPrimarySection(Section.DRAWER);
        users.byId(actor.id()).ifPresent(user -> applyScheme(user.colourScheme()));

        Nav places = new Nav(brand(brands), navigation(types, access, destinations));
        places.setAriaLabel(getTranslation("shell.navigation"));
        addToDrawer(places);
        Anchor back = new Anchor("/app/" + SettingsView.PATH, VaadinIcon.ARROW_LEFT.create());
        back.add(new Span(getTranslation("settings.title")));
        toSettings.add(back);
        toSettings.addClassName("to-settings");
        toSettings.setAriaLabel(getTranslation("settings.back"));

        DrawerToggle toggle = new DrawerToggle();
        toggle.setAriaLabel(getTranslation("shell.navigation"));
        Header top = new Header(toggle, search.field(), create(types, quick), bell, side.toggle(), userMenu());
        top.addClassName("app-topbar");
        addToNavbar(top);
        addAttachListener(attached -> getElement().executeJs(KEYS));
    }

    @ClientCallable
    void showShortcuts() {
        new ShortcutsDialog().open();
    }

    /** Screen readers jump to the main landmark. */
    @Override
    public void showRouterLayoutContent(HasElement content) {
        Main main = new Main();
        main.addClassName("app-main");
        if (actor.isViewed()) {
            main.add(viewed());
        }
        main.add(toSettings);
        main.getElement().appendChild(content.getElement());
        Div frame = new Div(main, side);
        frame.addClassName("app-frame");
        setContent(frame);
    }

    /** Pages of the settings have one way back, whoever made them; what stands at the side speaks of what is on screen. */
    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        toSettings.setVisible(settings.contains(event.getLocation().getPath()));
        side.show(
                event.getActiveChain().getFirst() instanceof ShowsRecord view
                        ? view.subject().orElse(null)
                        : null);
    }

    /** Says through whose eyes an administrator looks, and leads back. */
    private Div viewed() {
        Button leave = new Button(getTranslation("view-as.leave"), click -> {
            viewing.end(((WrappedHttpSession) VaadinSession.getCurrent().getSession()).getHttpSession());
            UI.getCurrent().getPage().setLocation("/app");
        });
        leave.addThemeVariants(ButtonVariant.SMALL);
        leave.setId("leave-view-as");
        Div banner = new Div(VaadinIcon.EYE.create(), new Span(getTranslation("view-as.text", actor.name())), leave);
        banner.addClassName("view-as-banner");
        banner.getElement().setAttribute("role", "status");
        return banner;
    }

    @Override
    public void removeRouterLayoutContent(@Nullable HasElement oldContent) {
        setContent(null);
    }

    private static Anchor brand(Brands brands) {
        Anchor brand = new Anchor("/app");
        brand.addClassName("app-name");
        String logo = brands.current().imagePath(Brand.Image.LOGO);
        String name = TenantScope.current().name();
        if (logo == null) {
            brand.add(new Span(name));
        } else {
            Image picture = new Image(logo, name);
            picture.addClassName("app-logo");
            brand.add(picture);
        }
        return brand;
    }

    private Div navigation(RecordTypes types, Access access, List<Destination> destinations) {
        Map<String, SideNav> areas = new LinkedHashMap<>();
        SideNav home = new SideNav();
        home.addItem(new SideNavItem(getTranslation("home.view"), HomeView.class, VaadinIcon.HOME.create()));
        home.getElement().setAttribute("aria-label", getTranslation("home.view"));
        areas.put("home", home);
        // daily work first, settings last
        types.all().stream()
                .map(RecordType::area)
                .filter(area -> !area.equals(SETTINGS))
                .forEach(area -> area(areas, area));
        for (RecordType<?> type : types.all()) {
            if (!type.area().equals(SETTINGS) && access.may(type.key(), Operation.READ)) {
                area(areas, type.area())
                        .addItem(new SideNavItem(type.pluralName(getLocale()), type.plural(), Icons.of(type)));
            }
        }
        for (Destination destination : destinations) {
            if (!destination.isSettings()
                    && features.isOn(destination.feature())
                    && destination.allowed().test(actor)) {
                area(areas, destination.area())
                        .addItem(new SideNavItem(
                                getTranslation(destination.textKey()),
                                destination.path(),
                                destination.icon().create()));
            }
        }
        areas.values().removeIf(area -> area.getItems().isEmpty());
        if (!settings.open(getLocale()).isEmpty()) {
            SideNavItem item =
                    new SideNavItem(getTranslation("settings.title"), SettingsView.PATH, VaadinIcon.COG.create());
            item.setMatchNested(true);
            SideNav last = new SideNav();
            last.addItem(item);
            last.getElement().setAttribute("aria-label", getTranslation("settings.title"));
            areas.put(SETTINGS, last);
        }
        Div navigation = new Div();
        navigation.addClassName("app-nav");
        areas.values().forEach(navigation::add);
        return navigation;
    }

    private SideNav area(Map<String, SideNav> areas, String key) {
        return areas.computeIfAbsent(key, area -> {
            SideNav navigation =
                    new SideNav(Texts.find(getLocale(), "area." + area).orElse(area));
            navigation.setCollapsible(true);
            return navigation;
        });
    }

    private MenuBar create(RecordTypes types, QuickCreate quick) {
        MenuBar bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.PRIMARY);
        SubMenu menu = bar.addItem(VaadinIcon.PLUS.create(), getTranslation("shell.create"))
                .getSubMenu();
        bar.getItems().getFirst().setAriaLabel(getTranslation("shell.create"));
        for (RecordType<?> type : types.all()) {
            if (!type.area().equals(SETTINGS) && quick.isAllowed(type)) {
                menu.addItem(type.name(getLocale()), click -> quick.open(type));
            }
        }
        // who may make nothing is offered nothing
        bar.setVisible(!menu.getItems().isEmpty());
        return bar;
    }

    private MenuBar userMenu() {
        MenuBar bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.TERTIARY);
        var item = bar.addItem(new Avatar(actor.name()));
        item.setAriaLabel(getTranslation("shell.user", actor.name()));
        SubMenu menu = item.getSubMenu();
        menu.addItem(new Span(actor.name())).setEnabled(false);
        if (actor.isViewed()) {
            menu.addItem(
                    getTranslation("shell.logout"),
                    click -> UI.getCurrent().getPage().executeJs(LOG_OUT));
            return bar;
        }
        menu.addItem(getTranslation("profile.title"), click -> UI.getCurrent().navigate("profile"));
        menu.addItem(
                getTranslation("profile.sessions"),
                click -> UI.getCurrent().getPage().setLocation("/app/profile#sessions"));
        SubMenu languages = menu.addItem(getTranslation("shell.language")).getSubMenu();
        for (Locale locale : Texts.LANGUAGES) {
            languages.addItem(Texts.text(locale, "language." + locale.getLanguage()), click -> speak(locale));
        }
        SubMenu schemes = menu.addItem(getTranslation("shell.scheme")).getSubMenu();
        for (String scheme : new String[] {"BRAND", "LIGHT", "DARK"}) {
            schemes.addItem(getTranslation("shell.scheme." + scheme.toLowerCase(Locale.ROOT)), click -> {
                users.setColourScheme(actor.id(), scheme);
                applyScheme(scheme);
            });
        }
        menu.addItem(getTranslation("keys.title"), click -> showShortcuts());
        menu.addItem(
                getTranslation("shell.logout"),
                click -> UI.getCurrent().getPage().executeJs(LOG_OUT));
        return bar;
    }

    private static final String LOG_OUT =
            "const f=document.createElement('form');f.method='post';f.action='/logout';document.body.append(f);f.submit()";

    private void speak(Locale locale) {
        users.setLocale(actor.id(), locale);
        UI.getCurrent().getSession().setLocale(locale);
        UI.getCurrent().getPage().reload();
    }

    private static void applyScheme(String scheme) {
        ColorScheme.Value value = switch (scheme) {
            case "LIGHT" -> ColorScheme.Value.LIGHT;
            case "DARK" -> ColorScheme.Value.DARK;
            default -> ColorScheme.Value.NORMAL;
        };
        UI.getCurrent().getPage().setColorScheme(value);
    }

    static Button iconButton(VaadinIcon icon, String label) {
        Button button = new Button(icon.create());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.setAriaLabel(label);
        button.setTooltipText(label);
        return button;
    }
}
