package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.automation.RuleButtons;
import com.innodus.kernel.following.FollowedViews;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.FieldRights;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Summaries;
import com.innodus.kernel.records.SummaryText;
import com.innodus.kernel.records.bulk.BulkActions;
import com.innodus.kernel.records.merge.Merges;
import com.innodus.kernel.records.views.BoardLimits;
import com.innodus.kernel.records.views.ListColumns;
import com.innodus.kernel.records.views.SavedView;
import com.innodus.kernel.records.views.SavedViews;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The list of any record type; its whole state stands in the address. */
@Route(value = ":type")
@PermitAll
public class RecordListView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    private final transient RecordTypes types;
    private final transient Access access;
    private final transient Parts parts;
    private String title = "";

    /** What lists are made with. */
    @org.springframework.stereotype.Component
    record Parts(
            Records records,
            FieldText texts,
            Operands operands,
            Editors editors,
            MergeDialog.Merging merging,
            Access access,
            FieldRights rights,
            ListColumns columns,
            SavedViews views,
            FollowedViews followed,
            BulkActions bulk,
            RuleButtons ruleButtons,
            Merges merges,
            Counting counting,
            BoardLimits limits,
            Options options,
            Users users,
            RecordTypes types,
            FeedDialog.Parts feeds,
            Summaries summaries,
            SummaryText summaryTexts) {}

    RecordListView(RecordTypes types, Access access, Parts parts) {
        this.types = types;
        this.access = access;
        this.parts = parts;
        addClassName("record-list-view");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        RecordType<?> type = event.getRouteParameters()
                .get("type")
                .flatMap(types::byPlural)
                .filter(found -> access.may(found.key(), Operation.READ))
                .orElseThrow(NotFoundException::new);
        title = type.pluralName(getLocale());
        removeAll();
        add(list(parts.rights().seen(type), event.getLocation().getQueryParameters()));
    }

    private <E extends BaseRecord> RecordList<E> list(RecordType<E> type, QueryParameters parameters) {
        SavedView view = view(type, parameters);
        ListState state = ListState.read(type, parameters, view, parts.columns().of(type), parts.records());
        return new RecordList<>(type, state, parts);
    }

    /** The view that the address names; one that is gone or somebody else's shows the plain list. */
    private @Nullable SavedView view(RecordType<?> type, QueryParameters parameters) {
        try {
            return parameters
                    .getSingleParameter("view")
                    .map(UUID::fromString)
                    .flatMap(id -> parts.views().find(type, id))
                    .orElse(null);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public String getPageTitle() {
        return title;
    }
}
