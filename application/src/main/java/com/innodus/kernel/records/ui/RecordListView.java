package com.innodus.kernel.records.ui;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.Query.Sort;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.ui.FieldText.Badge;
import com.innodus.kernel.records.ui.RecordPages.Line;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The list of any record type; its whole state stands in the address. */
@Route(value = ":type")
@PermitAll
public class RecordListView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;
    private static final int COUNTED = 10_000;

    private final transient RecordTypes types;
    private final transient Records records;
    private final transient FieldText texts;
    private final transient Operands operands;
    private final transient Access access;
    private String title = "";

    RecordListView(RecordTypes types, Records records, FieldText texts, Operands operands, Access access) {
        this.types = types;
        this.records = records;
        this.texts = texts;
        this.operands = operands;
        this.access = access;
        addClassName("record-list");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        RecordType<?> type = event.getRouteParameters()
                .get("type")
                .flatMap(types::byPlural)
                .filter(found -> access.may(found.key(), Operation.READ))
                .orElseThrow(NotFoundException::new);
        title = getTranslation("type." + type.key() + ".plural");
        removeAll();
        build(type, event.getLocation().getQueryParameters());
    }

    private <E extends BaseRecord> void build(RecordType<E> type, QueryParameters parameters) {
        Query query = read(type, parameters);
        RecordPages<E> pages = new RecordPages<>(records, texts, type, query, getLocale());
        Span count = new Span();
        count.addClassName("count");
        Grid<Line> grid = grid(type, pages);

        H1 heading = new H1(title);
        Div header = new Div(heading, count);
        header.addClassName("view-header");
        header.add(exchange(type, pages));
        if (access.may(type.key(), Operation.CREATE)) {
            Button create = new Button(
                    getTranslation("list.new." + type.key()),
                    VaadinIcon.PLUS.create(),
                    click -> UI.getCurrent().navigate(type.plural() + "/new"));
            create.addThemeVariants(ButtonVariant.PRIMARY);
            header.add(create);
        }

        TextField search = new TextField();
        search.setPlaceholder(getTranslation("list.search"));
        search.setAriaLabel(getTranslation("list.search"));
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setValue(query.search());
        Div empty = emptyState(type);
        Runnable reload = () -> {
            grid.getDataProvider().refreshAll();
            int found = pages.count(COUNTED + 1);
            count.setText(
                    found > COUNTED ? getTranslation("list.count.many", COUNTED) : getTranslation("list.count", found));
            grid.setVisible(found > 0);
            empty.setVisible(found == 0);
            remember(type, pages.query());
        };
        search.addValueChangeListener(change -> {
            pages.ask(new Query(
                    pages.query().filter(), change.getValue(), pages.query().sorts()));
            reload.run();
        });
        FilterBar filters = new FilterBar(type, query.filter(), operands, filter -> {
            pages.ask(new Query(filter, pages.query().search(), pages.query().sorts()));
            reload.run();
        });
        Div toolbar = new Div(search, filters);
        toolbar.addClassName("filter-bar");
        grid.addSortListener(sorted -> {
            if (sorted.isFromClient()) {
                pages.ask(new Query(pages.query().filter(), pages.query().search(), sorts(grid)));
                reload.run();
            }
        });
        add(header, toolbar, grid, empty);
        reload.run();
    }

    private <E extends BaseRecord> MenuBar exchange(RecordType<E> type, RecordPages<E> pages) {
        MenuBar bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.TERTIARY);
        if (access.may(type.key(), Operation.IMPORT)) {
            bar.addItem(getTranslation("list.import"), click -> UI.getCurrent().navigate(type.plural() + "/import"));
        }
        if (access.may(type.key(), Operation.EXPORT)) {
            SubMenu formats = bar.addItem(getTranslation("list.export")).getSubMenu();
            for (String format : List.of("xlsx", "csv")) {
                // the list as it is now: the address says what is searched, filtered and sorted
                formats.addItem(
                        getTranslation("list.export." + format),
                        click -> UI.getCurrent()
                                .getPage()
                                .open(
                                        "/export/"
                                                + address(type.plural() + "." + format, pages.query())
                                                        .getPathWithQueryParameters(),
                                        "_self"));
            }
        }
        return bar;
    }

    private <E extends BaseRecord> Grid<Line> grid(RecordType<E> type, RecordPages<E> pages) {
        Grid<Line> grid = new Grid<>();
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER);
        grid.setMultiSort(true, Grid.MultiSortPriority.APPEND, true);
        grid.setColumnReorderingAllowed(true);
        grid.addColumn(LitRenderer.<Line>of("<a href=\"${item.link}\" class=\"record-link\">${item.title}</a>")
                        .withProperty("link", line -> "/app/" + type.plural() + "/" + line.id())
                        .withProperty("title", Line::title))
                .setHeader(getTranslation("type." + type.key()))
                .setKey("title")
                .setSortProperty("title")
                .setSortable(true)
                .setFrozen(true)
                .setResizable(true)
                .setFlexGrow(2)
                .setWidth("16rem");
        for (Field<E> field : type.fields()) {
            if (field.isInList()) {
                addColumn(grid, type, field);
            }
        }
        grid.setItems(
                request -> pages.fetch(request.getOffset(), request.getLimit()), request -> pages.count(COUNTED + 1));
        grid.getLazyDataView().setItemCountUnknown();
        grid.addItemDoubleClickListener(click ->
                UI.getCurrent().navigate(type.plural() + "/" + click.getItem().id()));
        grid.setEmptyStateText(getTranslation("list.nothing"));
        return grid;
    }

    private <E extends BaseRecord> void addColumn(Grid<Line> grid, RecordType<E> type, Field<E> field) {
        Grid.Column<Line> column = grid.addColumn(LitRenderer.<Line>of(
                                "${item.badges.length ? item.badges.map(b => html`<span class=\"badge\" style=\"--badge-colour:${b.colour}\">${b.text}</span>`) : item.text}")
                        .withProperty(
                                "badges", line -> badges(line.cell(field.key()).badges()))
                        .withProperty("text", line -> line.cell(field.key()).text()))
                .setHeader(getTranslation(type.key() + "." + field.key()))
                .setKey(field.key())
                .setResizable(true)
                .setAutoWidth(true);
        if (field.isSortable()) {
            column.setSortProperty(field.key()).setSortable(true);
        }
    }

    private static List<Badge> badges(List<Badge> badges) {
        return badges.stream()
                .map(badge -> badge.colour() == null ? new Badge(badge.text(), "#5f6b7a") : badge)
                .toList();
    }

    private <E extends BaseRecord> Div emptyState(RecordType<E> type) {
        Div empty = new Div(Icons.of(type), new Paragraph(getTranslation("list.empty." + type.key())));
        empty.addClassName("empty-state");
        return empty;
    }

    private static List<Sort> sorts(Grid<Line> grid) {
        List<Sort> sorts = new ArrayList<>();
        grid.getSortOrder()
                .forEach(order -> sorts.add(
                        new Sort(order.getSorted().getKey(), order.getDirection() == SortDirection.ASCENDING)));
        return sorts;
    }

    private static <E extends BaseRecord> Query read(RecordType<E> type, QueryParameters parameters) {
        Filter filter;
        try {
            filter = FilterText.read(parameters.getSingleParameter("filter").orElse(""));
        } catch (InvalidFilter e) {
            // an old or mistyped address shows the whole list
            filter = Filter.NONE;
        }
        return new Query(
                filter,
                parameters.getSingleParameter("q").orElse(""),
                Sort.read(type, parameters.getSingleParameter("sort").orElse("")));
    }

    /** Puts the list's state into the address, so that it survives a reload and can be sent to a colleague. */
    private static <E extends BaseRecord> void remember(RecordType<E> type, Query query) {
        UI.getCurrent().getPage().getHistory().replaceState(null, address(type.plural(), query));
    }

    private static Location address(String path, Query query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (!query.search().isBlank()) {
            parameters.put("q", query.search());
        }
        if (!query.filter().isEmpty()) {
            parameters.put("filter", FilterText.write(query.filter()));
        }
        if (!query.sorts().isEmpty()) {
            parameters.put("sort", Sort.write(query.sorts()));
        }
        return new Location(path, QueryParameters.simple(parameters));
    }

    @Override
    public String getPageTitle() {
        return title;
    }
}
