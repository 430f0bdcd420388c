package com.innodus.kernel.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;

/** A screen that could not be shown. */
@ParentLayout(MainLayout.class)
@PermitAll
public class FailureView extends Div implements HasErrorParameter<Exception>, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    FailureView() {
        addClassNames("home-view", "empty-state");
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        Mishap mishap = Mishap.of(parameter.getException());
        removeAll();
        add(
                VaadinIcon.WARNING.create(),
                new H1(getTranslation(mishap.title())),
                new Paragraph(getTranslation("error.text")),
                new Paragraph(getTranslation("error.reference", mishap.reference())),
                new Anchor("/app", getTranslation("error.home")));
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }

    @Override
    public String getPageTitle() {
        return getTranslation("error.title");
    }
}
