package com.innodus.crm.attributes;

import com.innodus.kernel.text.Folding;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.provisioning.FirstContents;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The lists that a new tenant starts with; it may rename, recolour, archive and add. */
@Component
@Order(20)
class StandardLists implements FirstContents {
    private static final Locale SPANISH = Locale.of("es");
    private static final Locale CATALAN = Locale.of("ca");

    /** @param colour of the badge, with text contrast computed where it is shown */
    private record Entry(String key, String spanish, String english, String catalan, String colour) {}

    private static Entry entry(String key, String spanish, String english, String catalan, String colour) {
        return new Entry(key, spanish, english, catalan, colour);
    }

    private static final Map<String, List<Entry>> LISTS = Map.of(
            "organisation-kind",
            List.of(
                    entry("customer", "Cliente", "Customer", "Client", "#1b7f5c"),
                    entry("supplier", "Proveedor", "Supplier", "Proveïdor", "#3867b7"),
                    entry("partner", "Socio", "Partner", "Soci", "#7a4fb5"),
                    entry("distributor", "Distribuidor", "Distributor", "Distribuïdor", "#b3651d"),
                    entry("agent", "Agente", "Agent", "Agent", "#0f7c8a"),
                    entry("competitor", "Competidor", "Competitor", "Competidor", "#b23b4a"),
                    entry("entity", "Entidad", "Entity", "Entitat", "#5f6b7a")),
            "organisation-status",
            List.of(
                    entry("prospect", "Potencial", "Prospect", "Potencial", "#3867b7"),
                    entry("active", "Activo", "Active", "Actiu", "#1b7f5c"),
                    entry("paused", "En pausa", "On hold", "En pausa", "#b3651d"),
                    entry("inactive", "Inactivo", "Inactive", "Inactiu", "#5f6b7a")),
            "organisation-size",
            List.of(
                    entry("micro", "Micro (1–9)", "Micro (1–9)", "Micro (1–9)", "#5f6b7a"),
                    entry("small", "Pequeña (10–49)", "Small (10–49)", "Petita (10–49)", "#3867b7"),
                    entry("medium", "Mediana (50–249)", "Medium (50–249)", "Mitjana (50–249)", "#0f7c8a"),
                    entry("large", "Grande (250+)", "Large (250+)", "Gran (250+)", "#7a4fb5")),
            "sector",
            List.of(
                    entry("agriculture", "Agroalimentario", "Food and farming", "Agroalimentari", "#4f7a1f"),
                    entry("industry", "Industria", "Manufacturing", "Indústria", "#5f6b7a"),
                    entry("construction", "Construcción", "Construction", "Construcció", "#b3651d"),
                    entry("trade", "Comercio", "Trade", "Comerç", "#0f7c8a"),
                    entry("tourism", "Turismo y hostelería", "Tourism and catering", "Turisme i hostaleria", "#c04f2e"),
                    entry("technology", "Tecnología", "Technology", "Tecnologia", "#3867b7"),
                    entry("health", "Salud", "Health", "Salut", "#b23b4a"),
                    entry("education", "Educación", "Education", "Educació", "#7a4fb5"),
                    entry("culture", "Cultura", "Culture", "Cultura", "#9c3d86"),
                    entry("legal", "Servicios jurídicos", "Legal services", "Serveis jurídics", "#44506b"),
                    entry("social", "Acción social", "Social work", "Acció social", "#1b7f5c"),
                    entry("public", "Administración pública", "Public sector", "Administració pública", "#6b5b3e"),
                    entry("other", "Otros", "Other", "Altres", "#5f6b7a")),
            "event-type",
            List.of(
                    entry("meeting", "Reunión", "Meeting", "Reunió", "#3867b7"),
                    entry("visit", "Visita", "Visit", "Visita", "#1b7f5c"),
                    entry("call", "Llamada", "Call", "Trucada", "#0f7c8a"),
                    entry("fair", "Feria", "Trade fair", "Fira", "#b3651d"),
                    entry("event", "Acto", "Event", "Acte", "#7a4fb5"),
                    entry("absence", "Ausencia", "Absence", "Absència", "#5f6b7a")),
            "person-role",
            List.of(
                    entry("client", "Cliente", "Client", "Client", "#1b7f5c"),
                    entry("agent", "Agente", "Agent", "Agent", "#0f7c8a"),
                    entry("distributor", "Distribuidor", "Distributor", "Distribuïdor", "#b3651d"),
                    entry("supplier", "Proveedor", "Supplier", "Proveïdor", "#3867b7"),
                    entry("decision-maker", "Decide", "Decision maker", "Decideix", "#7a4fb5"),
                    entry("member", "Socio", "Member", "Soci", "#9c3d86"),
                    entry("donor", "Donante", "Donor", "Donant", "#b23b4a"),
                    entry("volunteer", "Voluntario", "Volunteer", "Voluntari", "#4f7a1f")),
            "language",
            List.of(
                    entry("es", "Español", "Spanish", "Espanyol", "#b23b4a"),
                    entry("ca", "Catalán", "Catalan", "Català", "#b3651d"),
                    entry("gl", "Gallego", "Galician", "Gallec", "#3867b7"),
                    entry("eu", "Euskera", "Basque", "Basc", "#1b7f5c"),
                    entry("en", "Inglés", "English", "Anglès", "#44506b"),
                    entry("fr", "Francés", "French", "Francès", "#3867b7"),
                    entry("de", "Alemán", "German", "Alemany", "#5f6b7a"),
                    entry("it", "Italiano", "Italian", "Italià", "#4f7a1f"),
                    entry("pt", "Portugués", "Portuguese", "Portuguès", "#0f7c8a")),
            "currency",
            List.of(
                    entry("EUR", "Euro", "Euro", "Euro", "#3867b7"),
                    entry("USD", "Dólar estadounidense", "US dollar", "Dòlar dels EUA", "#1b7f5c"),
                    entry("GBP", "Libra esterlina", "Pound sterling", "Lliura esterlina", "#7a4fb5"),
                    entry("CHF", "Franco suizo", "Swiss franc", "Franc suís", "#b23b4a"),
                    entry("MXN", "Peso mexicano", "Mexican peso", "Peso mexicà", "#4f7a1f"),
                    entry("COP", "Peso colombiano", "Colombian peso", "Peso colombià", "#b3651d"),
                    entry("ARS", "Peso argentino", "Argentine peso", "Peso argentí", "#0f7c8a"),
                    entry("CLP", "Peso chileno", "Chilean peso", "Peso xilè", "#c04f2e")));

    /** Names of ISO 3166-1 and old names, for files that use them instead of the everyday ones. */
    private static final Map<String, String> COUNTRY_NAMES = Map.ofEntries(
            Map.entry("BO", "Bolivia, Plurinational State of"),
            Map.entry("BN", "Brunei Darussalam"),
            Map.entry("CD", "Congo, the Democratic Republic of the;Congo, The Democratic Republic of the;Zaire"),
            Map.entry("CG", "Congo"),
            Map.entry("CI", "Côte d'Ivoire;Ivory Coast"),
            Map.entry("CV", "Cape Verde;Cabo Verde"),
            Map.entry("CZ", "Czech Republic;República Checa"),
            Map.entry("FM", "Micronesia, Federated States of"),
            Map.entry("GB", "UK;Great Britain;Gran Bretaña;United Kingdom of Great Britain and Northern Ireland"),
            Map.entry("HK", "Hong Kong"),
            Map.entry("IR", "Iran, Islamic Republic of"),
            Map.entry("KP", "Korea, Democratic People's Republic of"),
            Map.entry("KR", "Korea, Republic of;Korea"),
            Map.entry("LA", "Lao People's Democratic Republic"),
            Map.entry("MD", "Moldova, Republic of"),
            Map.entry("MK", "Macedonia"),
            Map.entry("MM", "Myanmar;Burma"),
            Map.entry("MO", "Macao;Macau"),
            Map.entry("NL", "Holanda;Holland"),
            Map.entry("PS", "Palestine, State of;Palestine;Palestina"),
            Map.entry("RU", "Russian Federation"),
            Map.entry("SY", "Syrian Arab Republic"),
            Map.entry("SZ", "Swaziland;Suazilandia"),
            Map.entry("TL", "East Timor"),
            Map.entry("TR", "Turkiye;Turkey;Turquía"),
            Map.entry("TW", "Taiwan, Province of China"),
            Map.entry("TZ", "Tanzania, United Republic of"),
            Map.entry("US", "USA;EEUU;EE. UU.;United States of America"),
            Map.entry("VA", "Holy See (Vatican City State);Holy See"),
            Map.entry("VE", "Venezuela, Bolivarian Republic of"),
            Map.entry("VG", "Virgin Islands, British"),
            Map.entry("VI", "Virgin Islands, U.S."),
            Map.entry("VN", "Viet Nam"));

    /** Chosen for new records. */
    private static final List<String> PRESETS = List.of("currency/EUR", "organisation-status/prospect");

    @Override
    public void write(Connection connection, Tenant tenant, String request) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into attribute (id, list, key, label, label_en, label_ca, colour, position, preset, system,
                                       title, search_text, synonyms)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, true, ?, ?, ?)
                """)) {
            for (var list : LISTS.entrySet()) {
                int position = 10;
                for (Entry entry : list.getValue()) {
                    add(insert, list.getKey(), entry, position);
                    position += 10;
                }
            }
            int position = 10;
            for (String code : Locale.getISOCountries()) {
                Locale country = Locale.of("", code);
                Entry entry = entry(
                        code,
                        country.getDisplayCountry(SPANISH),
                        country.getDisplayCountry(Locale.ENGLISH),
                        country.getDisplayCountry(CATALAN),
                        "#5f6b7a");
                add(insert, "country", entry, code.equals("ES") ? 0 : position);
                position += 10;
            }
            insert.executeBatch();
        }
    }

    private static void add(PreparedStatement insert, String list, Entry entry, int position) throws SQLException {
        insert.setObject(1, UUID.randomUUID());
        insert.setString(2, list);
        insert.setString(3, entry.key());
        insert.setString(4, entry.spanish());
        insert.setString(5, entry.english());
        insert.setString(6, entry.catalan());
        insert.setString(7, entry.colour());
        insert.setInt(8, position);
        insert.setBoolean(9, PRESETS.contains(list + "/" + entry.key()));
        insert.setString(10, entry.spanish());
        insert.setString(
                11,
                Folding.fold(String.join(" ", list, entry.key(), entry.spanish(), entry.english(), entry.catalan())));
        insert.setString(12, list.equals("country") ? COUNTRY_NAMES.get(entry.key()) : null);
        insert.addBatch();
    }
}
