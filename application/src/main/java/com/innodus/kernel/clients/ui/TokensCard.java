package com.innodus.kernel.clients.ui;

import com.innodus.kernel.clients.ApiScopes;
import com.innodus.kernel.clients.ClientRefusal;
import com.innodus.kernel.clients.PersonalTokens;
import com.innodus.kernel.clients.PersonalTokens.PersonalToken;
import com.innodus.kernel.i18n.Ago;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Map;

/** Tokens for one's own scripts. */
class TokensCard extends Section {
    private static final long serialVersionUID = 1L;
    private static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

    private final transient PersonalTokens tokens;
    private final transient ApiScopes scopes;
    private final UnorderedList list = new UnorderedList();

    TokensCard(PersonalTokens tokens, ApiScopes scopes) {
        this.tokens = tokens;
        this.scopes = scopes;
        setId("tokens");
        addClassName("section-card");
        list.addClassNames("plain-list", "line-list");
        Button create = new Button(getTranslation("tokens.new"), VaadinIcon.PLUS.create(), click -> ask());
        Div actions = new Div(create);
        actions.addClassName("action-row");
        add(new H2(getTranslation("tokens.title")), new Paragraph(getTranslation("tokens.text")), list, actions);
        refresh();
    }

    private void refresh() {
        List<PersonalToken> mine = tokens.mine();
        list.removeAll();
        mine.forEach(token -> list.add(line(token)));
        list.setVisible(!mine.isEmpty());
    }

    private ListItem line(PersonalToken token) {
        Span name = new Span(token.name());
        name.addClassName("line-title");
        Span what = new Span(String.join(" · ", ScopePicker.words(this, scopes, token.scopes())));
        what.addClassName("secondary");
        boolean over = token.expiresAt().isBefore(Instant.now());
        String use = token.lastUsedAt() == null
                ? getTranslation("clients.never")
                : getTranslation("clients.last", Ago.text(token.lastUsedAt(), Instant.now(), getLocale()));
        Span facts =
                new Span(getTranslation(over ? "tokens.over" : "tokens.until", day(token.expiresAt())) + " · " + use);
        facts.addClassName("secondary");
        Div main = new Div(name, what, facts);
        main.addClassName("line-main");
        Button revoke = new Button(getTranslation("clients.revoke"), click -> {
            tokens.revoke(token.id());
            refresh();
        });
        revoke.addThemeVariants(ButtonVariant.SMALL);
        revoke.setAriaLabel(getTranslation("clients.revoke.of", token.name()));
        ListItem line = new ListItem(VaadinIcon.KEY_O.create(), main, revoke);
        line.addClassName("line");
        return line;
    }

    private String day(Instant at) {
        return at.atZone(ZONE)
                .format(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(getLocale()));
    }

    private void ask() {
        Dialog dialog = new Dialog(getTranslation("tokens.new"));
        dialog.setWidth("36rem");
        dialog.setMaxWidth("100%");
        TextField name = new TextField(getTranslation("clients.name"));
        name.setRequiredIndicatorVisible(true);
        name.setManualValidation(true);
        name.setHelperText(getTranslation("tokens.name.help"));
        name.setAutofocus(true);
        Select<Integer> days = new Select<>();
        days.setLabel(getTranslation("tokens.days"));
        days.setItems(7, 30, 90, 365);
        days.setItemLabelGenerator(number -> getTranslation("tokens.days.number", number));
        days.setValue(90);
        ScopePicker picker = new ScopePicker(scopes);
        Div fields = new Div(name, days, new H3(getTranslation("clients.scopes")), picker);
        fields.addClassName("dialog-fields");
        dialog.add(fields);
        Button create = new Button(getTranslation("clients.create"), click -> {
            name.setInvalid(false);
            picker.complain("");
            try {
                String token = tokens.create(name.getValue(), picker.value(), days.getValue());
                dialog.close();
                refresh();
                new SecretDialog(name.getValue().strip(), Map.of("token", token)).open();
            } catch (ClientRefusal refusal) {
                String text = getTranslation(refusal.textKey(), refusal.argument());
                if (refusal.field().equals("name")) {
                    name.setErrorMessage(text);
                    name.setInvalid(true);
                    name.focus();
                } else {
                    picker.complain(text);
                }
            }
        });
        create.addThemeVariants(ButtonVariant.PRIMARY);
        dialog.getFooter().add(new Button(getTranslation("form.cancel"), click -> dialog.close()), create);
        dialog.open();
    }
}
