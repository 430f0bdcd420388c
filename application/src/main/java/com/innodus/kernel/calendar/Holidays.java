package com.innodus.kernel.calendar;

import com.innodus.kernel.i18n.Texts;
import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Public holidays of countries and their regions, as the jollyday project collects them from the official gazettes. */
@Component
public class Holidays {
    /** Where customers of a Spanish product are, and their neighbours. */
    private static final List<String> COUNTRIES = List.of(
            "ES", "AD", "PT", "FR", "IT", "DE", "GB", "IE", "BE", "NL", "AT", "CH", "US", "MX", "AR", "CL", "CO", "PE");

    private static final Map<String, String> SPAIN = Map.ofEntries(
            Map.entry("an", "Andalucía"),
            Map.entry("ar", "Aragón"),
            Map.entry("as", "Principado de Asturias"),
            Map.entry("cb", "Cantabria"),
            Map.entry("ce", "Ceuta"),
            Map.entry("cl", "Castilla y León"),
            Map.entry("cm", "Castilla-La Mancha"),
            Map.entry("cn", "Canarias"),
            Map.entry("ct", "Catalunya"),
            Map.entry("ex", "Extremadura"),
            Map.entry("ga", "Galicia"),
            Map.entry("ib", "Illes Balears"),
            Map.entry("mc", "Región de Murcia"),
            Map.entry("md", "Comunidad de Madrid"),
            Map.entry("ml", "Melilla"),
            Map.entry("nc", "Comunidad Foral de Navarra"),
            Map.entry("pv", "País Vasco / Euskadi"),
            Map.entry("ri", "La Rioja"),
            Map.entry("vc", "Comunitat Valenciana"));

    /** Codes of the countries that are offered. */
    public List<String> countries() {
        return COUNTRIES;
    }

    /** Names of a country's regions by their codes, in the order of the names. */
    public Map<String, String> regions(String country) {
        if (!COUNTRIES.contains(country)) {
            return Map.of();
        }
        Map<String, String> byName = new TreeMap<>();
        for (CalendarHierarchy region :
                manager(country).getCalendarHierarchy().getChildren().values()) {
            String code = region.getId();
            byName.put(country.equals("ES") ? SPAIN.getOrDefault(code, code) : region.getDescription(), code);
        }
        Map<String, String> regions = new LinkedHashMap<>();
        byName.forEach((name, code) -> regions.put(code, name));
        return regions;
    }

    /** The holidays of a year, by day. */
    public Map<LocalDate, String> of(String country, String region, int year, Locale locale) {
        Map<LocalDate, String> days = new TreeMap<>();
        if (COUNTRIES.contains(country) && year >= 1900 && year <= 2200) {
            for (Holiday holiday : region.isEmpty()
                    ? manager(country).getHolidays(Year.of(year))
                    : manager(country).getHolidays(Year.of(year), region)) {
                days.put(holiday.getDate(), name(holiday, locale));
            }
        }
        return days;
    }

    /** In the languages of the product for the holidays of Spain, else in English. */
    private static String name(Holiday holiday, Locale locale) {
        return Texts.find(locale, "holiday." + holiday.getPropertiesKey().toLowerCase(Locale.ROOT))
                .orElseGet(() -> holiday.getDescription(Locale.ENGLISH));
    }

    private static HolidayManager manager(String country) {
        return HolidayManager.getInstance(ManagerParameters.create(country.toLowerCase(Locale.ROOT)));
    }
}
