package com.innodus.kernel.faces.ui;

import com.innodus.kernel.following.Followers;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.springframework.stereotype.Component;

/** On a sheet: whether the user wants to know what others do to the record. */
@Component
class FollowButton {
    private final Followers followers;

    FollowButton(Followers followers) {
        this.followers = followers;
    }

    <E extends BaseRecord> Button button(RecordType<E> type, E record) {
        Button button = new Button();
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.setId("follow");
        show(button, followers.isFollowing(type, record));
        button.addClickListener(click -> {
            boolean follows = !followers.isFollowing(type, record);
            followers.follow(type, record.getId(), follows);
            show(button, follows);
        });
        return button;
    }

    private static void show(Button button, boolean follows) {
        button.setIcon((follows ? VaadinIcon.BELL : VaadinIcon.BELL_SLASH_O).create());
        button.getElement().setAttribute("aria-pressed", Boolean.toString(follows));
        button.setAriaLabel(button.getTranslation("follow"));
        button.setTooltipText(button.getTranslation(follows ? "follow.on" : "follow.off"));
    }
}
