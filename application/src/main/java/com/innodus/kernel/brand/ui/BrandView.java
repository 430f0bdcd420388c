package com.innodus.kernel.brand.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.brand.Brands;
import com.innodus.kernel.brand.Brands.Revision;
import com.innodus.kernel.brand.Look;
import com.innodus.kernel.features.OfFeature;
import com.innodus.tenants.context.TenantScope;
import com.innodus.themes.Brand;
import com.innodus.themes.BrandCss;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.BeforeLeaveEvent;
import com.vaadin.flow.router.BeforeLeaveObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

/** Where the look is chosen, tried, published and taken back. */
@Route(value = BrandView.PATH)
@PermitAll
@OfFeature(BrandView.FEATURE)
public class BrandView extends Div implements BeforeEnterObserver, BeforeLeaveObserver, HasDynamicTitle {
    static final String FEATURE = "branding";
    static final String PATH = "settings/brand";
    private static final String PUBLISHED = "published";

    private static final long serialVersionUID = 1L;
    private static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

    private final transient Brands brands;
    private final transient Users users;
    private final BrandForm form;
    private final BrandPreview preview;
    private final Checkbox everywhere = new Checkbox();
    private final Section history = new Section();
    private Brand published;

    BrandView(Brands brands, Users users) {
        this.brands = brands;
        this.users = users;
        addClassName("settings-view");
        form = new BrandForm(brands::keep, this::tryOut);
        preview = new BrandPreview(TenantScope.current().name());
        published = brands.current().brand();
        everywhere.setLabel(getTranslation("brand.preview.everywhere"));
        everywhere.addValueChangeListener(change -> tryOut());
        Button publish = new Button(getTranslation("brand.publish"), click -> publish());
        publish.addThemeVariants(ButtonVariant.PRIMARY);
        Div header = new Div(new H1(getTranslation("brand.title")), publish);
        header.addClassName("view-header");
        history.addClassName("section-card");
        Div side = new Div(preview, everywhere, history);
        side.addClassNames("sheet-side", "brand-side");
        Div columns = new Div(form, side);
        columns.addClassName("brand-columns");
        add(header, columns);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        form.show(published);
        tryOut();
        showHistory();
        if (event.getLocation().getQueryParameters().getParameters().containsKey(PUBLISHED)) {
            Notification.show(getTranslation("brand.published"));
            UI.getCurrent().getPage().getHistory().replaceState(null, PATH);
        }
    }

    private void tryOut() {
        Brand draft = form.read();
        BrandCss css = Brands.compile(draft);
        preview.show(draft, css);
        wear(everywhere.getValue() ? css.text() : null);
    }

    /** Puts a draft on this page alone. */
    private static void wear(@org.jspecify.annotations.Nullable String css) {
        UI.getCurrent().getPage().executeJs("""
                let s = document.getElementById('brand-draft');
                if ($0 === null) { s?.remove(); return; }
                if (!s) { s = document.createElement('style'); s.id = 'brand-draft'; document.head.append(s); }
                s.textContent = $0;""", css);
    }

    private void publish() {
        if (!form.isGood()) {
            Notification.show(getTranslation("brand.correct"));
            return;
        }
        Look look = brands.publish(form.read());
        published = look.brand();
        // logo and icon stand in the page's frame
        UI.getCurrent().getPage().setLocation("/app/" + PATH + "?" + PUBLISHED);
    }

    private void showHistory() {
        history.removeAll();
        UnorderedList list = new UnorderedList();
        list.addClassName("plain-list");
        for (Revision revision : brands.history()) {
            list.add(line(revision));
        }
        history.add(new H2(getTranslation("brand.history")), list);
        history.setVisible(list.getChildren().findAny().isPresent());
    }

    private ListItem line(Revision revision) {
        Span swatch = new Span();
        swatch.addClassName("dot");
        swatch.getStyle().set("background", revision.accent());
        String who = revision.by() == null
                ? "Innodus"
                : users.remembered(revision.by()).map(User::name).orElse("");
        String when = revision.at()
                .atZone(ZONE)
                .format(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(getLocale()));
        Button revert = new Button(
                getTranslation("brand.revert"),
                click -> brands.of(revision.number()).ifPresent(brand -> {
                    form.show(brand);
                    tryOut();
                    Notification.show(getTranslation("brand.reverted", revision.number()));
                }));
        revert.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        revert.setAriaLabel(getTranslation("brand.revert") + " " + revision.number());
        return new ListItem(swatch, new Span(" " + revision.number() + " · " + who + " · " + when + " "), revert);
    }

    @Override
    public void beforeLeave(BeforeLeaveEvent event) {
        if (form.read().equals(published)) {
            wear(null);
            return;
        }
        BeforeLeaveEvent.ContinueNavigationAction leave = event.postpone();
        new ConfirmDialog(
                        getTranslation("form.leave.title"),
                        getTranslation("form.leave.text"),
                        getTranslation("form.leave"),
                        confirm -> {
                            wear(null);
                            leave.proceed();
                        },
                        getTranslation("form.stay"),
                        stay -> leave.cancel())
                .open();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("brand.title");
    }
}
