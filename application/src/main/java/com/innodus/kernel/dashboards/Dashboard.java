package com.innodus.kernel.dashboards;

import java.util.List;

/** A tab of somebody's first page. */
public record Dashboard(String name, List<Placed> widgets) {
    public static final int MOST_TABS = 8;
    public static final int MOST_WIDGETS = 24;
    public static final int LONGEST_NAME = 40;

    public Dashboard {
        widgets = List.copyOf(widgets.subList(0, Math.min(MOST_WIDGETS, widgets.size())));
    }

    /**
     * A widget in its place.
     *
     * @param kind key of who makes it
     * @param setting what it shows, as its maker understands it; "" where there is nothing to choose
     * @param width in twelfths of the page
     * @param height in rows
     */
    public record Placed(String kind, String setting, int width, int height) {
        public static final int LEAST_WIDTH = 3;
        public static final int MOST_WIDTH = 12;
        public static final int MOST_HEIGHT = 4;

        public Placed {
            width = Math.clamp(width, LEAST_WIDTH, MOST_WIDTH);
            height = Math.clamp(height, 1, MOST_HEIGHT);
        }

        public Placed resized(int wider, int higher) {
            return new Placed(kind, setting, width + wider, height + higher);
        }
    }
}
