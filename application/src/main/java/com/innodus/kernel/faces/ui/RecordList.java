package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Operation;
import com.innodus.kernel.faces.ui.RecordListView.Parts;
import com.innodus.kernel.faces.ui.RecordPages.Line;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.bulk.BulkChange;
import com.innodus.kernel.records.views.Column;
import com.innodus.kernel.records.views.SavedView;
import com.innodus.kernel.records.views.Sharing;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Location;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A list at work: head with views, search and filters, rows, and what can be done to chosen rows. */
class RecordList<E extends BaseRecord> extends Div implements ViewMenu.Actions {
    private static final long serialVersionUID = 1L;

    /** One key while nothing is typed: / searches, n makes a record, j and k go to the rows. */
    private static final String KEYS = """
            const list = this;
            const pressed = event => {
              if (!list.isConnected) { document.removeEventListener('keydown', pressed); return; }
              const at = event.composedPath()[0];
              if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || at.isContentEditable
                  || ['input', 'textarea', 'select'].includes(at.localName)
                  || document.querySelector('vaadin-dialog[opened], vaadin-confirm-dialog[opened]')) return;
              if (event.key === 'j' || event.key === 'k') {
                const row = list.querySelector('vaadin-grid')?.shadowRoot.querySelector('#items [tabindex="0"]');
                if (row?.checkVisibility()) {
                  event.preventDefault();
                  row.focus();
                }
                return;
              }
              const target = list.querySelector({'/': '#list-search', n: '#create-record'}[event.key] || 'none');
              if (!target) return;
              event.preventDefault();
              if (event.key === '/') target.focus(); else target.click();
            };
            document.addEventListener('keydown', pressed);
            """;

    private final transient RecordType<E> type;
    private final transient Parts parts;
    private final transient RecordPages<E> pages;
    private final RecordGrid<E> grid;
    private final Div other = new Div();
    private final FaceMenu faces;
    private final BulkBar<E> bulk;
    private final ViewMenu views = new ViewMenu(this);
    private final ColumnChooser columns;
    private final FilterBar filters;
    private final TextField search = new TextField();
    private final Span count = new Span();
    private final Div empty = new Div();
    private transient ListState state;
    private int generation;

    RecordList(RecordType<E> type, ListState state, Parts parts) {
        this.type = type;
        this.state = state;
        this.parts = parts;
        addClassName("record-list");
        pages = new RecordPages<>(parts.records(), parts.texts(), type, state, getLocale());
        grid = new RecordGrid<>(type, pages);
        faces = new FaceMenu(type, this::look);
        bulk = new BulkBar<>(
                type,
                grid,
                parts.bulk(),
                parts.editors(),
                parts.access(),
                parts.merges(),
                () -> this.state,
                this::reload);
        if (parts.bulk().may(type, new BulkChange.Edit(Map.of()))) {
            parts.ruleButtons()
                    .of(type)
                    .forEach(rule ->
                            bulk.offer(rule.label(), ids -> parts.ruleButtons().press(rule.rule(), type, ids)));
        }
        columns = new ColumnChooser(type, state.columns(), this::choose, this::standardColumns);
        filters = new FilterBar(
                type,
                state.query().filter(),
                parts.operands(),
                filter -> ask(new Query(
                        filter, this.state.query().search(), this.state.query().sorts())));
        prepareSearch();
        prepareGrid();
        other.addClassName("face-place");
        empty.addClassName("empty-state");
        count.addClassName("count");
        count.getElement().setAttribute("aria-live", "polite");
        Div toolbar = new Div(search, filters, columns, faces);
        toolbar.addClassName("filter-bar");
        add(header(), toolbar, grid, other, empty, bulk);
        show();
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        getElement().executeJs(KEYS);
    }

    private Div header() {
        Div header = new Div(new H1(type.pluralName(getLocale())), views, count, more());
        header.addClassName("view-header");
        if (parts.access().may(type.key(), Operation.CREATE)) {
            header.add(create(type.newText(getLocale()), "create-record"));
        }
        return header;
    }

    private Button create(String text, String id) {
        Button create = new Button(
                text, VaadinIcon.PLUS.create(), click -> UI.getCurrent().navigate(type.plural() + "/new"));
        create.addThemeVariants(ButtonVariant.PRIMARY);
        create.setId(id);
        return create;
    }

    /** Import, export, recycle bin. */
    private MenuBar more() {
        MenuBar bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.TERTIARY);
        if (parts.access().may(type.key(), Operation.IMPORT)) {
            bar.addItem(getTranslation("list.import"), click -> UI.getCurrent().navigate(type.plural() + "/import"));
        }
        if (parts.access().may(type.key(), Operation.EXPORT)) {
            SubMenu formats = bar.addItem(getTranslation("list.export")).getSubMenu();
            for (String format : List.of("xlsx", "csv")) {
                formats.addItem(getTranslation("list.export." + format), click -> export(format));
            }
        }
        if (parts.access().may(type.key(), Operation.DELETE)) {
            bar.addItem(
                    getTranslation("bin.title"), click -> new RecycleBin<>(type, parts.records(), this::reload).open());
        }
        return bar;
    }

    /** The list as it is now: the address says what is searched, filtered and sorted. */
    private void export(String format) {
        Location file = new Location("export/" + type.plural() + "." + format, state.queryParameters());
        // a location has no slash in front, and the page stands at /app/
        UI.getCurrent().getPage().open("/" + file.getPathWithQueryParameters(), "_self");
    }

    private void prepareSearch() {
        search.setPlaceholder(getTranslation("list.search"));
        search.setAriaLabel(getTranslation("list.search"));
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setMaxLength(200);
        search.setId("list-search");
        search.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                ask(new Query(
                        state.query().filter(), change.getValue(), state.query().sorts()));
            }
        });
    }

    private void prepareGrid() {
        CellEditing<E> editing =
                new CellEditing<>(grid, type, parts.records(), parts.editors(), parts.merging(), getLocale());
        grid.onSort(sorts -> ask(new Query(state.query().filter(), state.query().search(), sorts)));
        grid.addItemDoubleClickListener(click -> {
            if (click.getColumn() == null
                    || !editing.edit(click.getItem(), click.getColumn().getKey())) {
                grid.open(click.getItem());
            }
        });
        grid.onKey((key, line, column) -> {
            switch (key) {
                case "Enter" -> grid.open(line);
                case "F2" -> editing.edit(line, column);
                default -> toggle(line);
            }
        });
        grid.addColumnReorderListener(reordered -> choose(reordered.getColumns().stream()
                .map(each -> each.getKey())
                .filter(key -> !key.equals("title"))
                .map(this::column)
                .toList()));
        grid.addColumnResizeListener(resized -> choose(state.columns().stream()
                .map(column -> column.key().equals(resized.getResizedColumn().getKey())
                        ? column.wide(resized.getResizedColumn().getWidth())
                        : column)
                .toList()));
    }

    private Column column(String key) {
        Map<String, Column> byKey =
                state.columns().stream().collect(Collectors.toMap(Column::key, Function.identity()));
        return byKey.getOrDefault(key, Column.of(key));
    }

    private void toggle(Line line) {
        if (grid.getSelectedItems().contains(line)) {
            grid.deselect(line);
        } else {
            grid.select(line);
        }
    }

    // what is shown

    private void ask(Query query) {
        state = state.with(query);
        grid.deselectAll();
        show();
    }

    private void look(Face face) {
        state = state.with(face);
        grid.deselectAll();
        show();
    }

    private void choose(List<Column> chosen) {
        state = state.with(Column.withFirst(Column.staying(chosen), chosen));
        if (state.view() == null) {
            parts.columns().choose(type, state.columns());
        }
        show();
    }

    private void standardColumns() {
        SavedView view = state.view();
        if (view == null) {
            parts.columns().reset(type);
        }
        state = state.with(
                view == null
                        ? Column.standard(type)
                        : Column.known(type, view.definition().columns()));
        show();
    }

    /** After rows came, went or changed. */
    private void reload() {
        show();
    }

    private void show() {
        pages.ask(state);
        Query query = state.query();
        search.setValue(query.search());
        filters.show(query.filter());
        columns.show(state.columns());
        views.show(state);
        faces.show(state.face());
        grid.show(state);
        if (state.face().kind() == Face.Kind.LIST) {
            grid.reload();
        }
        showCount();
        UI.getCurrent().getPage().getHistory().replaceState(null, new Location(type.plural(), state.parameters()));
    }

    private void showCount() {
        int asked = ++generation;
        Integer known = pages.knownCount();
        showEmpty(known != null && known == 0);
        if (known != null) {
            found(known);
        } else {
            count.setText(getTranslation("list.count.counting"));
            parts.counting().count(type, state.query(), number -> {
                // an answer to what nobody asks any more
                if (asked == generation) {
                    grid.size(number);
                    found(number);
                }
            });
        }
    }

    private void found(int number) {
        count.setText(
                number > Counting.LIMIT
                        ? getTranslation("list.count.many", Counting.LIMIT)
                        : getTranslation("list.count", number));
        bulk.found(number);
    }

    private Component otherFace() {
        return switch (state.face().kind()) {
            case LIST -> throw new IllegalStateException("rows are the grid's");
            case BOARD -> new RecordBoard<>(type, state, parts, this::reload);
            case CALENDAR -> new RecordCalendar<>(type, state, parts);
            case TREE -> new RecordTree<>(type, state, parts);
            case CHART -> new RecordChart<>(type, state, parts, this::look);
            case GROUPS -> new RecordGroups<>(type, state, parts, this::look);
        };
    }

    private void showEmpty(boolean nothing) {
        grid.setVisible(!nothing && state.face().kind() == Face.Kind.LIST);
        other.setVisible(!nothing && state.face().kind() != Face.Kind.LIST);
        other.removeAll();
        if (other.isVisible()) {
            other.add(otherFace());
        }
        empty.setVisible(nothing);
        empty.removeAll();
        if (!nothing) {
            return;
        }
        empty.add(Icons.of(type));
        if (!state.query().search().isBlank() || !state.query().filter().isEmpty()) {
            Button clear = new Button(
                    getTranslation("list.clear"),
                    click -> ask(new Query(Query.ALL.filter(), "", state.query().sorts())));
            clear.setId("clear-list");
            empty.add(new Paragraph(getTranslation("list.nothing")), clear);
            return;
        }
        Div actions = new Div();
        actions.addClassName("action-row");
        if (parts.access().may(type.key(), Operation.CREATE)) {
            actions.add(create(getTranslation("list.first"), "create-first"));
        }
        if (parts.access().may(type.key(), Operation.IMPORT)) {
            actions.add(new Button(
                    getTranslation("list.import"), click -> UI.getCurrent().navigate(type.plural() + "/import")));
        }
        empty.add(new Paragraph(type.emptyText(getLocale())), actions);
    }

    // saved views

    @Override
    public List<SavedView> views() {
        return parts.views().of(type);
    }

    @Override
    public void open(@Nullable SavedView view) {
        state = view == null
                ? new ListState(Query.ALL, parts.columns().of(type), null, Face.LIST)
                : new ListState(
                        view.definition().query(type),
                        Column.known(type, view.definition().columns()),
                        view,
                        Face.read(type, view.definition().face()));
        grid.deselectAll();
        show();
    }

    @Override
    public void saveAs(String name, Sharing sharing) {
        state = state.with(parts.views().save(type, name, sharing, state.definition()));
        show();
    }

    @Override
    public void update(SavedView view) {
        parts.views().update(view.id(), state.definition());
        read(view);
    }

    @Override
    public void rename(SavedView view, String name, Sharing sharing) {
        parts.views().rename(view.id(), name, sharing);
        read(view);
    }

    @Override
    public void delete(SavedView view) {
        parts.views().delete(view.id());
        state = state.with((SavedView) null);
        show();
    }

    @Override
    public boolean isFollowing(SavedView view) {
        return parts.followed().isFollowing(view.id());
    }

    @Override
    public void follow(SavedView view, boolean follows) {
        parts.followed().follow(type, view.id(), follows);
    }

    @Override
    public boolean mayShare() {
        return parts.views().mayShare();
    }

    private void read(SavedView view) {
        state = state.with(parts.views().find(type, view.id()).orElse(null));
        show();
    }
}
