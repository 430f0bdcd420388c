package com.innodus.kernel.accounts.ui;

import com.innodus.kernel.access.Passwords;
import com.innodus.kernel.access.Sessions;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.PasswordField;
import java.util.Optional;

/** Changes the password for somebody who knows the old one; the other sessions end. */
class PasswordCard extends Section {
    private static final long serialVersionUID = 1L;

    private final transient Users users;
    private final transient Sessions sessions;
    private final transient User user;
    private final PasswordField old = new PasswordField();
    private final PasswordField wanted = new PasswordField();

    PasswordCard(Users users, Sessions sessions, User user) {
        this.users = users;
        this.sessions = sessions;
        this.user = user;
        addClassNames("section-card", "form-card");
        add(new H2(getTranslation("profile.password")));
        if (!users.hasPassword(user.id())) {
            add(new Paragraph(getTranslation("profile.password.none")));
            return;
        }
        old.setLabel(getTranslation("profile.password.old"));
        old.getElement().setAttribute("autocomplete", "current-password");
        old.setManualValidation(true);
        wanted.setLabel(getTranslation("password.new"));
        wanted.setHelperText(getTranslation("password.help"));
        wanted.getElement().setAttribute("autocomplete", "new-password");
        wanted.setManualValidation(true);
        add(old, wanted, new Button(getTranslation("profile.password.change"), click -> change()));
    }

    private void change() {
        Optional<String> problem = Passwords.problem(wanted.getValue(), user.email(), user.name());
        wanted.setInvalid(problem.isPresent());
        wanted.setErrorMessage(problem.map(this::getTranslation).orElse(""));
        old.setInvalid(false);
        if (problem.isPresent()) {
            return;
        }
        String refusal = refusal(users, user, old.getValue());
        if (refusal != null) {
            old.setInvalid(true);
            old.setErrorMessage(getTranslation(refusal));
            return;
        }
        users.setPassword(user.id(), wanted.getValue());
        sessions.endOthers(user.id(), CurrentSession.id());
        old.clear();
        wanted.clear();
        Notification.show(getTranslation("profile.password.changed"));
    }

    /** Key of the sentence that says why the password doesn't prove the user, or null when it does. */
    static @org.jspecify.annotations.Nullable String refusal(Users users, User user, String password) {
        return switch (users.prove(user.email(), password)) {
            case Users.LogIn.Welcome(var same) -> null;
            case Users.LogIn.Refused() -> "profile.password.wrong";
            case Users.LogIn.Locked(var until) -> "profile.password.locked";
        };
    }
}
