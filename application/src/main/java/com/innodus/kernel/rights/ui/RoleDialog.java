package com.innodus.kernel.rights.ui;

import com.innodus.kernel.access.RightsRefused;
import com.innodus.kernel.access.Role;
import com.innodus.kernel.access.TenantRoles;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;

/** Asks what a new role is called, and which role it begins as. */
class RoleDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    /** @param from key of the role that is copied, unless another one is chosen */
    RoleDialog(TenantRoles roles, String from) {
        setHeaderTitle(getTranslation("roles.new"));
        TextField name = new TextField(getTranslation("roles.name"));
        name.setRequiredIndicatorVisible(true);
        name.setMaxLength(TenantRoles.LONGEST_NAME);
        name.setManualValidation(true);
        name.setId("role-name");
        Select<String> like = new Select<>();
        like.setLabel(getTranslation("roles.like"));
        like.setHelperText(getTranslation("roles.like.help"));
        like.setItems(roles.all().stream().map(Role::key).toList());
        like.setItemLabelGenerator(key -> key == null ? "" : roles.name(key, getLocale()));
        like.setValue(from);
        Div form = new Div(name, like);
        form.addClassName("dialog-form");
        add(form);
        Button create = new Button(getTranslation("action.create"), click -> {
            try {
                String made = roles.copy(like.getValue(), name.getValue());
                close();
                UI.getCurrent().navigate(RolesView.PATH + "/" + made);
            } catch (RightsRefused refused) {
                name.setInvalid(true);
                name.setErrorMessage(getTranslation(refused.textKey()));
                name.focus();
            }
        });
        create.addThemeVariants(ButtonVariant.PRIMARY);
        create.addClickShortcut(Key.ENTER);
        create.setId("create-role");
        getFooter().add(new Button(getTranslation("action.cancel"), click -> close()), create);
        addOpenedChangeListener(change -> name.focus());
    }
}
