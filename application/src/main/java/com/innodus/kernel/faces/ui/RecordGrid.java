package com.innodus.kernel.faces.ui;

import com.innodus.kernel.faces.ui.FieldText.Badge;
import com.innodus.kernel.faces.ui.FieldText.Shown;
import com.innodus.kernel.faces.ui.RecordPages.Line;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.Query.Sort;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.grid.dataview.GridLazyDataView;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.router.QueryParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of a list: title first, then the columns that its user chose. */
class RecordGrid<E extends BaseRecord> extends Grid<Line> {
    private static final long serialVersionUID = 1L;
    private static final String TITLE = "title";
    static final String UNCOLOURED = "#5f6b7a";

    /** On a phone the cells of a row stand below its title. */
    private static final int SUMMARISED = 4;

    /** Keys of the grid that mean something else here: Enter opens, F2 edits, Space and x choose, j and k go down and up. */
    private static final String KEYS = """
            const grid = this;
            if (grid.listKeys) return;
            grid.listKeys = true;
            grid.querySelector('vaadin-grid-flow-selection-column').headerRenderer = root => {
              root.innerHTML = '<span class="visually-hidden"></span>';
              root.firstChild.textContent = $0;
            };
            grid.addEventListener('keydown', event => {
              const at = event.composedPath()[0];
              const arrow = {j: 'ArrowDown', k: 'ArrowUp'}[event.key];
              if (!arrow && !['Enter', 'F2', ' ', 'x'].includes(event.key) || event.ctrlKey || event.altKey || event.metaKey
                  || at.localName !== 'td') return;
              const cell = grid.getEventContext(event);
              if (cell.section !== 'body' || !cell.item) return;
              event.preventDefault();
              event.stopPropagation();
              if (arrow) {
                at.dispatchEvent(new KeyboardEvent('keydown', {key: arrow, bubbles: true, composed: true}));
                return;
              }
              grid.dispatchEvent(new CustomEvent('list-key',
                {detail: {key: event.key, item: cell.item.key, column: cell.column ? cell.column.id : ''}}));
            }, true);
            const narrow = window.matchMedia('(max-width: 640px)');
            const tell = () => grid.isConnected
              && grid.dispatchEvent(new CustomEvent('list-narrow', {detail: {narrow: narrow.matches}}));
            narrow.addEventListener('change', tell);
            if (narrow.matches) tell();
            """;

    private final transient RecordType<E> type;
    private final transient RecordPages<E> pages;
    private final GridLazyDataView<Line> rows;
    private boolean narrow;
    private transient QueryParameters inAddress = QueryParameters.empty();

    RecordGrid(RecordType<E> type, RecordPages<E> pages) {
        this.type = type;
        this.pages = pages;
        addThemeVariants(GridVariant.LUMO_NO_BORDER);
        setPageSize(RecordPages.PAGE);
        setMultiSort(true, MultiSortPriority.APPEND, true);
        setColumnReorderingAllowed(true);
        setSelectionMode(SelectionMode.MULTI);
        rows = setItems(new CallbackDataProvider<>(
                request -> pages.fetch(request.getOffset(), request.getLimit()),
                request -> Objects.requireNonNullElse(pages.knownCount(), RecordPages.PAGE),
                Line::id));
        addAttachListener(attached -> getElement().executeJs(KEYS, getTranslation("list.selection")));
        getElement()
                .addEventListener("list-narrow", event -> {
                    narrow = event.getEventData().get("event.detail.narrow").asBoolean();
                    getColumns().forEach(this::fit);
                })
                .addEventData("event.detail.narrow");
    }

    /** What the user wants done with a row by key. */
    interface OnKey {
        void pressed(String key, Line line, String column);
    }

    void onKey(OnKey listener) {
        getElement()
                .addEventListener("list-key", event -> {
                    String item = event.getEventData().get("event.detail.item").asString();
                    Line line = getDataCommunicator().getKeyMapper().get(item);
                    if (line != null) {
                        listener.pressed(
                                event.getEventData().get("event.detail.key").asString(),
                                line,
                                event.getEventData().get("event.detail.column").asString());
                    }
                })
                .addEventData("event.detail.item")
                .addEventData("event.detail.key")
                .addEventData("event.detail.column");
    }

    /** Shows the columns and the order of the state. */
    void show(ListState state) {
        inAddress = state.queryParameters();
        List<String> wanted = new ArrayList<>(List.of(TITLE));
        state.columns().forEach(column -> wanted.add(column.key()));
        if (!keys().equals(wanted)) {
            removeAllColumns();
            addTitle();
            state.columns().forEach(this::addColumn);
            getColumns().forEach(this::fit);
        }
        state.columns().forEach(column -> getColumnByKey(column.key()).setFrozen(column.stays()));
        sort(orders(state.query()));
    }

    /** Keys of the columns as they stand, the title's included. */
    List<String> keys() {
        return getColumns().stream().map(Column::getKey).toList();
    }

    private List<GridSortOrder<Line>> orders(Query query) {
        return query.sorts().stream()
                .flatMap(sort -> java.util.Optional.ofNullable(getColumnByKey(sort.field())).stream()
                        .map(column -> new GridSortOrder<>(
                                column, sort.ascending() ? SortDirection.ASCENDING : SortDirection.DESCENDING)))
                .toList();
    }

    void onSort(Consumer<List<Sort>> listener) {
        addSortListener(sorted -> {
            if (sorted.isFromClient()) {
                listener.accept(sorted.getSortOrder().stream()
                        .map(order ->
                                new Sort(order.getSorted().getKey(), order.getDirection() == SortDirection.ASCENDING))
                        .toList());
            }
        });
    }

    /** Reads the rows again. */
    void reload() {
        rows.setItemCountUnknown();
        Integer known = pages.knownCount();
        if (known != null) {
            rows.setItemCountCallback(request -> known);
        }
        getDataProvider().refreshAll();
    }

    /** The scroll bar shows how many there are; beyond the limit of counting it grows as one scrolls. */
    void size(int found) {
        if (found <= Counting.LIMIT) {
            rows.setItemCountCallback(request -> found);
        } else {
            rows.setItemCountEstimate(Counting.LIMIT);
            rows.setItemCountEstimateIncrease(Counting.LIMIT);
        }
    }

    /** Reads one row again. */
    void reload(UUID id) {
        Line line = pages.line(id);
        if (line == null) {
            pages.refresh();
            reload();
        } else {
            getDataProvider().refreshItem(line);
        }
    }

    void open(Line line) {
        UI.getCurrent().navigate(type.plural() + "/" + line.id(), inAddress);
    }

    private String link(Line line) {
        String query = inAddress.getQueryString();
        return "/app/" + type.plural() + "/" + line.id() + (query.isEmpty() ? "" : "?" + query);
    }

    private void addTitle() {
        addColumn(LitRenderer.<Line>of("""
                        ${item.face
                          ? html`<img class="title-picture" src="${item.face}" alt="" loading="lazy">`
                          : ''}<a href="${item.link}" class="record-link" tabindex="-1" title="${item.title}">${item.title}</a>
                        ${item.summary ? html`<div class="row-summary">${item.summary}</div>` : ''}""")
                        .withProperty("link", this::link)
                        .withProperty("face", line -> line.face() == null ? "" : FileAddress.small(line.face()))
                        .withProperty("title", Line::title)
                        .withProperty("summary", line -> narrow ? summary(line) : ""))
                .setHeader(type.name(getLocale()))
                .setKey(TITLE)
                .setSortProperty(TITLE)
                .setSortable(true)
                .setFrozen(true)
                .setRowHeader(true)
                .setResizable(true)
                .setFlexGrow(2)
                .setWidth("14rem")
                .setId(TITLE);
    }

    private String summary(Line line) {
        return getColumns().stream()
                .map(column -> line.cell(column.getKey()).text())
                .filter(text -> !text.isEmpty())
                .limit(SUMMARISED)
                .collect(Collectors.joining(" · "));
    }

    private void addColumn(com.innodus.kernel.records.views.Column chosen) {
        String key = chosen.key();
        Column<Line> column = addColumn(LitRenderer.<Line>of("""
                        ${item.badges.length
                          ? item.badges.map(b => html`<span class="badge" style="--badge-colour:${b.colour}">${b.text}</span>`)
                          : item.picture
                          ? html`<img class="cell-picture" src="${item.picture}" alt="${item.text}" loading="lazy">`
                          : item.file
                          ? html`<a href="${item.file}" target="_blank" router-ignore tabindex="-1">${item.text}</a>`
                          : html`<span class="cell-text">${item.text}</span>`}""")
                        .withProperty("badges", line -> badges(line.cell(key)))
                        .withProperty("picture", line -> picture(line.cell(key)))
                        .withProperty("file", line -> address(line.cell(key)))
                        .withProperty("text", line -> line.cell(key).text()))
                .setHeader(label(type, key, this))
                .setKey(key)
                .setResizable(true)
                .setTooltipGenerator(line -> line.cell(key).text());
        column.setId(key);
        if (chosen.width() == null) {
            column.setAutoWidth(true);
        } else {
            column.setWidth(chosen.width()).setFlexGrow(0);
        }
        FieldType kind = type.field(key).map(Field::type).orElse(new FieldType.Moment());
        if (isFigure(kind)) {
            column.setTextAlign(ColumnTextAlign.END);
        }
        boolean ofAll = type.field(key).isEmpty();
        if (ofAll || type.require(key).isSortable()) {
            column.setSortProperty(key).setSortable(true);
        }
    }

    /** Figures are compared down a column, unit below unit. */
    static boolean isFigure(FieldType kind) {
        return kind instanceof FieldType.Amount
                || kind instanceof FieldType.Price
                || kind instanceof FieldType.Decimal
                || kind instanceof FieldType.Percent
                || kind instanceof FieldType.Whole
                || kind instanceof FieldType.Span;
    }

    private void fit(Column<Line> column) {
        boolean isTitle = TITLE.equals(column.getKey());
        column.setVisible(isTitle || !narrow);
        if (isTitle) {
            getDataCommunicator().reset();
        }
    }

    /** What a column is called. */
    static String label(RecordType<?> type, String key, Component asking) {
        return type.field(key).isPresent()
                ? type.label(key, UI.getCurrent().getLocale())
                : asking.getTranslation("list.column." + key);
    }

    private static String picture(Shown shown) {
        return shown.file() != null && FileAddress.isPicture(shown.file()) ? FileAddress.small(shown.file()) : "";
    }

    private static String address(Shown shown) {
        return shown.file() == null ? "" : FileAddress.of(shown.file());
    }

    private static List<Badge> badges(Shown shown) {
        return shown.badges().stream()
                .map(badge -> badge.colour() == null ? new Badge(badge.text(), UNCOLOURED) : badge)
                .toList();
    }

    /** A cell as a component, beside the one that is edited. */
    static Span cell(@Nullable Shown shown) {
        Span cell = new Span();
        if (shown == null) {
            return cell;
        }
        for (Badge badge : badges(shown)) {
            Span each = new Span(badge.text());
            each.addClassName("badge");
            each.getStyle().set("--badge-colour", Objects.requireNonNull(badge.colour()));
            cell.add(each);
        }
        if (shown.badges().isEmpty()) {
            cell.setText(shown.text());
        }
        return cell;
    }
}
