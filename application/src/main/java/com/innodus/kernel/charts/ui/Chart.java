package com.innodus.kernel.charts.ui;

import com.google.gson.Gson;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.function.IntConsumer;
import org.icepear.echarts.Option;

/**
 * A picture of numbers on Apache ECharts, in the colours of the brand. It is one picture to a screen reader, so whoever
 * shows it puts the same numbers as a table beside it.
 */
public class Chart extends Div {
    private static final long serialVersionUID = 1L;
    private static final String LIBRARY = "context://charts/echarts-6.0.0.min.js";
    private static final Gson JSON = new Gson();

    /** After the brand's own colour: the palette of Okabe and Ito, told apart by the colour-blind. */
    private static final List<String> PALETTE =
            List.of("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8a6d00", "#5f6b7a");

    private static final String SCRIPT = """
            const host = this;
            const style = getComputedStyle(host);
            const ink = style.color, line = style.getPropertyValue('--line').trim() || '#8884';
            const accent = style.getPropertyValue('--brand-accent').trim();
            const option = JSON.parse($0);
            const short = new Intl.NumberFormat($2, {notation: 'compact', maximumFractionDigits: 1});
            const exact = new Intl.NumberFormat($2, {maximumFractionDigits: 2});
            option.color = (accent ? [accent] : []).concat($1);
            option.textStyle = {fontFamily: style.fontFamily, color: ink};
            for (const axis of [].concat(option.xAxis || [], option.yAxis || [])) {
              axis.axisLabel = Object.assign({color: ink}, axis.axisLabel);
              if (axis.type === 'value' && !axis.axisLabel.formatter) axis.axisLabel.formatter = n => short.format(n);
              axis.axisLine = {lineStyle: {color: line}};
              axis.splitLine = {lineStyle: {color: line, opacity: .5}};
            }
            for (const series of [].concat(option.series)) series.label = Object.assign({color: ink}, series.label);
            option.tooltip = Object.assign({confine: true, valueFormatter: n => exact.format(n)}, option.tooltip);
            // each category of a few keeps its name, broken into lines where there is room for no more than a word
            const names = [].concat(option.xAxis || []).filter(axis => axis.type === 'category' && axis.data?.length <= 12);
            const fit = () => names.forEach(axis => Object.assign(axis.axisLabel,
                {interval: 0, hideOverlap: true, overflow: 'break', fontSize: 11, width: host.clientWidth * .84 / axis.data.length}));
            fit();
            const quiet = matchMedia('(prefers-reduced-motion: reduce)').matches;
            option.animation = !quiet;
            if (host.chart) host.chart.dispose();
            host.chart = echarts.init(host, null, {renderer: 'svg'});
            host.chart.setOption(option);
            host.chart.on('click', at => host.$server.chosen(at.dataIndex, at.seriesIndex || 0));
            new ResizeObserver(() => {
              fit();
              host.chart.setOption({xAxis: option.xAxis});
              host.chart.resize();
            }).observe(host);
            """;

    /** Draws it once more on a canvas, because a file of pixels is what people can put anywhere. */
    private static final String SAVE = """
            const holder = document.createElement('div');
            holder.style.cssText = `position:fixed;left:-99999px;width:${this.clientWidth}px;height:${this.clientHeight}px`;
            document.body.append(holder);
            const copy = echarts.init(holder, null, {renderer: 'canvas'});
            copy.setOption(Object.assign({}, this.chart.getOption(), {animation: false}));
            const link = document.createElement('a');
            link.href = copy.getDataURL({type: 'png', pixelRatio: 2, backgroundColor: '#fff'});
            link.download = $0;
            link.click();
            copy.dispose();
            holder.remove();
            """;

    private final transient Option option;
    private final transient Chosen chosen;

    /** What somebody clicked. */
    public interface Chosen {
        void datum(int index, int series);
    }

    /**
     * @param description what it shows, for those who don't see it
     * @param chosen gets the index of the datum that was clicked
     */
    public Chart(Option option, String description, IntConsumer chosen) {
        this(option, description, (index, series) -> chosen.accept(index));
    }

    /**
     * @param description what it shows, for those who don't see it
     * @param chosen gets the datum that was clicked, and of which series
     */
    public Chart(Option option, String description, Chosen chosen) {
        this.option = option;
        this.chosen = chosen;
        addClassName("chart");
        getElement().setAttribute("role", "img");
        getElement().setAttribute("aria-label", description);
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        attached.getUI().getPage().addJavaScript(LIBRARY);
        getElement().executeJs(SCRIPT, JSON.toJson(option), PALETTE, getLocale().toLanguageTag());
    }

    @ClientCallable
    void chosen(int index, int series) {
        chosen.datum(index, series);
    }

    /** Gives it to the user as a PNG file. */
    public void save(String fileName) {
        getElement().executeJs(SAVE, fileName + ".png");
    }
}
