package com.innodus.kernel.faces.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.FilterText;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private static final Filter D = FilterText.read("city.is.'D'");

    private static Conditions of(String text) {
        return Conditions.of(FilterText.read(text));
    }

    private static String text(Conditions conditions) {
        return FilterText.write(conditions.filter());
    }

    @Test
    void addsConditionsAndGroups() {
        assertThat(text(of("").put(0, D))).isEqualTo("city.is.'D'");
        assertThat(text(of("a.filled").put(1, D))).isEqualTo("and(a.filled,city.is.'D')");
        assertThat(text(of("and(a.filled,b.empty)").put(1, 1, D))).isEqualTo("and(a.filled,or(b.empty,city.is.'D'))");
        assertThat(text(of("or(a.filled,b.empty)").put(0, 1, D))).isEqualTo("or(and(a.filled,city.is.'D'),b.empty)");
    }

    @Test
    void takesThemAway() {
        assertThat(text(of("and(a.filled,or(b.empty,c.empty))").put(1, 0, null)))
                .isEqualTo("and(a.filled,c.empty)");
        assertThat(text(of("or(a.filled,b.empty)").put(1, null))).isEqualTo("a.filled");
        assertThat(of("a.filled").put(0, null).filter().isEmpty()).isTrue();
    }

    @Test
    void replacesOneByItsOpposite() {
        assertThat(text(of("and(a.filled,b.empty)").put(0, new Filter.Not(D))))
                .isEqualTo("and(not(city.is.'D'),b.empty)");
    }

    @Test
    void turnsAndIntoOrWithItsGroups() {
        Conditions turned = of("and(a.filled,or(b.empty,not(c.empty)))").turned();

        assertThat(text(turned)).isEqualTo("or(a.filled,and(b.empty,not(c.empty)))");
        assertThat(turned.isGroup(turned.parts().get(1))).isTrue();
        assertThat(text(turned.turned())).isEqualTo("and(a.filled,or(b.empty,not(c.empty)))");
    }

    @Test
    void leavesDeeperFiltersAlone() {
        Conditions deep = of("and(a.filled,or(b.empty,and(c.empty,d.empty)))");

        assertThat(deep.isGroup(deep.parts().get(1))).isFalse();
        assertThat(text(deep)).isEqualTo("and(a.filled,or(b.empty,and(c.empty,d.empty)))");
    }
}
