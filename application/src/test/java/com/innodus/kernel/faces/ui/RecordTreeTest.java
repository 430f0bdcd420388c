package com.innodus.kernel.faces.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.faces.ui.RecordPages.Line;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.support.Screen;
import com.vaadin.flow.data.provider.hierarchy.HierarchicalDataProvider;
import com.vaadin.flow.data.provider.hierarchy.HierarchicalQuery;
import jakarta.persistence.EntityManagerFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RecordTreeTest extends Screen {
    @Autowired
    Records records;

    @Autowired
    EntityManagerFactory factory;

    @Autowired
    RecordType<Organisation> organisations;

    private UUID make(String name, @Nullable UUID parent) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("name", name);
        values.put("parent", parent);
        return as(tenant, () -> records.create(organisations, values).id());
    }

    private HierarchicalDataProvider<Line, ?> tree(String address) {
        open(address, RecordListView.class);
        @SuppressWarnings("unchecked")
        RecordTree<Organisation> tree =
                (RecordTree<Organisation>) window.find(RecordTree.class).single();
        return tree.getDataProvider();
    }

    private static List<Line> below(HierarchicalDataProvider<Line, ?> tree, @Nullable Line parent) {
        HierarchicalQuery<Line, ?> sizing = new HierarchicalQuery<>(null, parent);
        int size = count(tree, sizing);
        return fetch(tree, new HierarchicalQuery<>(0, size, List.of(), null, null, parent));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int count(HierarchicalDataProvider<Line, ?> tree, HierarchicalQuery<Line, ?> query) {
        return ((HierarchicalDataProvider) tree).getChildCount(query);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static List<Line> fetch(HierarchicalDataProvider<Line, ?> tree, HierarchicalQuery<Line, ?> query) {
        return ((HierarchicalDataProvider<Line, Object>) tree)
                .fetchChildren((HierarchicalQuery) query)
                .toList();
    }

    private static List<String> titles(List<Line> lines) {
        return lines.stream().map(Line::title).toList();
    }

    @Test
    void showsBranchesBelowTheirParents() {
        UUID head = make("Grup Ágora", null);
        make("Ágora Vic", head);
        make("Ágora Olot", head);
        make("Bàscula", null);

        var tree = tree("organisations?face=tree.parent");

        List<Line> roots = below(tree, null);
        assertThat(titles(roots)).containsExactly("Bàscula", "Grup Ágora");
        assertThat(tree.hasChildren(roots.get(0))).isFalse();
        assertThat(tree.hasChildren(roots.get(1))).isTrue();
        assertThat(titles(below(tree, roots.get(1)))).containsExactly("Ágora Olot", "Ágora Vic");
    }

    @Test
    void aSearchPutsWhatFitsAtTheTopWithAllBelowIt() {
        UUID head = make("Grup Ágora", null);
        UUID vic = make("Seu de Vic", head);
        make("Taller", vic);

        var tree = tree("organisations?face=tree.parent&q=vic");

        List<Line> roots = below(tree, null);
        assertThat(titles(roots)).containsExactly("Seu de Vic");
        assertThat(titles(below(tree, roots.getFirst()))).containsExactly("Taller");
    }

    @Test
    void readsABranchWithAsManyStatementsForManyAsForFew() {
        UUID head = make("Grup Ágora", null);
        make("A0", head);
        var tree = tree("organisations?face=tree.parent");
        long few = statements(() -> below(tree, below(tree, null).getFirst()));
        for (int i = 1; i < 12; i++) {
            make("A" + i, head);
        }
        var grown = tree("organisations?face=tree.parent");
        assertThat(statements(() -> below(grown, below(grown, null).getFirst())))
                .isEqualTo(few);
    }

    private long statements(Runnable reading) {
        Statistics statistics = factory.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        statistics.clear();
        reading.run();
        return statistics.getPrepareStatementCount();
    }
}
