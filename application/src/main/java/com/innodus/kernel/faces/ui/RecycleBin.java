package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Deleted;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.notification.Notification;
import java.util.List;

/** Deleted records of a type, latest first, to be brought back. */
class RecycleBin<E extends BaseRecord> extends Dialog {
    private static final long serialVersionUID = 1L;

    private final transient RecordType<E> type;
    private final transient Records records;
    private final transient Runnable changed;
    private final Grid<Deleted> grid = new Grid<>();

    RecycleBin(RecordType<E> type, Records records, Runnable changed) {
        this.type = type;
        this.records = records;
        this.changed = changed;
        setHeaderTitle(getTranslation("bin.title"));
        setWidth("46rem");
        grid.addColumn(Deleted::title)
                .setHeader(type.name(getLocale()))
                .setFlexGrow(2)
                .setTooltipGenerator(Deleted::title);
        grid.addColumn(deleted -> FieldText.moment(deleted.at(), getLocale()))
                .setHeader(getTranslation("bin.deleted"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addComponentColumn(this::restoreButton).setAutoWidth(true).setFlexGrow(0);
        grid.setEmptyStateText(getTranslation("bin.empty"));
        grid.setHeight("24rem");
        grid.setItems(request -> records.deleted(type, request.getOffset(), request.getLimit()).stream());
        add(grid);
        getFooter().add(new Button(getTranslation("action.close"), click -> close()));
    }

    private Button restoreButton(Deleted deleted) {
        Button restore = new Button(getTranslation("bin.restore"), click -> restore(deleted));
        restore.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        restore.setAriaLabel(getTranslation("bin.restore") + ": " + deleted.title());
        return restore;
    }

    private void restore(Deleted deleted) {
        String outcome;
        try {
            outcome = getTranslation(
                    records.restore(type, List.of(deleted.id())) == 1 ? "bin.restored" : "list.edit.gone",
                    deleted.title());
        } catch (InvalidRecord refused) {
            // its tax number or another unique value belongs to somebody else now
            Problem problem = refused.problems().getFirst();
            outcome = RecordGrid.label(type, problem.field(), this) + ": "
                    + Texts.text(
                            getLocale(), problem.message(), problem.arguments().toArray());
        } catch (Forbidden no) {
            outcome = getTranslation("list.edit.forbidden");
        }
        Notification.show(outcome, 5000, Notification.Position.BOTTOM_START);
        grid.getDataProvider().refreshAll();
        changed.run();
    }
}
