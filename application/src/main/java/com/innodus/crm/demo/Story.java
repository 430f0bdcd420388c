package com.innodus.crm.demo;

import com.innodus.kernel.features.Edition;
import com.innodus.themes.Brand.Font;
import java.util.List;

/**
 * Who a demo organisation is and whom it deals with.
 *
 * @param patterns names of organisations, with {@code %s} for a place or family
 * @param sectors keys of the sectors that fit the patterns, in their order
 * @param jobs what people do there
 * @param remarks what staff write about them
 */
record Story(
        String slug,
        String name,
        Edition edition,
        String colour,
        Font font,
        int radius,
        List<String> staff,
        List<String> patterns,
        List<String> sectors,
        List<String> kinds,
        List<String> roles,
        List<String> jobs,
        List<String> remarks) {
    static final List<Story> ALL = List.of(
            new Story(
                    "duero",
                    "Vinos del Duero",
                    Edition.SALES,
                    "#a31f44",
                    Font.CLASSIC,
                    3,
                    List.of("Marta Olmedo", "Iñaki Etxeberria", "Lucía Ferrer", "Óscar Villalba"),
                    List.of(
                            "Restaurante %s",
                            "Hotel %s",
                            "Bodega %s",
                            "Distribuciones %s",
                            "Vinoteca %s",
                            "Supermercados %s",
                            "Catering %s",
                            "Transportes %s",
                            "Cristalería %s",
                            "Gastrobar %s"),
                    List.of(
                            "tourism",
                            "tourism",
                            "agriculture",
                            "trade",
                            "trade",
                            "trade",
                            "tourism",
                            "other",
                            "industry",
                            "tourism"),
                    List.of("customer", "customer", "customer", "distributor", "supplier", "agent"),
                    List.of("client", "decision-maker", "agent", "distributor", "supplier"),
                    List.of(
                            "Gerente",
                            "Jefa de compras",
                            "Sumiller",
                            "Administración",
                            "Jefe de sala",
                            "Directora comercial"),
                    List.of(
                            "Prefiere entregas los martes por la mañana.",
                            "Le interesa la crianza 2022; enviar muestra.",
                            "Pide precio por palé completo.",
                            "Visitar antes de la vendimia.",
                            "Paga siempre a 30 días, sin incidencias.",
                            "Quiere carta de vinos con nuestra marca.")),
            new Story(
                    "brotes",
                    "Asociación Brotes",
                    Edition.SOCIAL,
                    "#1b6b4a",
                    Font.HUMANIST,
                    7,
                    List.of("Núria Casals", "Javier Roldán", "Aitana Soler", "Tomás Iglesias"),
                    List.of(
                            "Fundación %s",
                            "Ayuntamiento de %s",
                            "Asociación Vecinal %s",
                            "Escuela %s",
                            "Centro de Salud %s",
                            "Despacho %s Abogados",
                            "Cooperativa %s",
                            "Banco de Alimentos de %s",
                            "Parroquia de %s",
                            "Residencia %s"),
                    List.of(
                            "social",
                            "public",
                            "social",
                            "education",
                            "health",
                            "legal",
                            "social",
                            "social",
                            "other",
                            "health"),
                    List.of("partner", "entity", "entity", "supplier", "customer", "partner"),
                    List.of("member", "donor", "volunteer", "member", "client"),
                    List.of(
                            "Trabajadora social",
                            "Coordinador",
                            "Directora",
                            "Técnica de proyectos",
                            "Abogado",
                            "Tesorera"),
                    List.of(
                            "Colabora en el huerto comunitario.",
                            "Renovar el convenio antes de junio.",
                            "Pide certificado de donaciones.",
                            "Derivada por servicios sociales.",
                            "Disponible los sábados.",
                            "Interesada en el grupo de acogida.")),
            new Story(
                    "marea",
                    "Festival Marea",
                    Edition.PROMOTION,
                    "#0f6273",
                    Font.GEOMETRIC,
                    9,
                    List.of("Clara Munné", "Hugo Salazar", "Irene Bosch", "Pablo Quintana"),
                    List.of(
                            "Sala %s",
                            "Radio %s",
                            "Agencia %s",
                            "Sonido %s",
                            "Teatro %s",
                            "Revista %s",
                            "Cervezas %s",
                            "Imprenta %s",
                            "Escuela de Música %s",
                            "Hostal %s"),
                    List.of(
                            "culture",
                            "culture",
                            "technology",
                            "technology",
                            "culture",
                            "culture",
                            "agriculture",
                            "industry",
                            "education",
                            "tourism"),
                    List.of("partner", "supplier", "customer", "partner", "competitor", "entity"),
                    List.of("client", "agent", "supplier", "decision-maker", "volunteer"),
                    List.of("Programadora", "Técnico de sonido", "Periodista", "Mánager", "Productora", "Diseñadora"),
                    List.of(
                            "Quiere dos acreditaciones de prensa.",
                            "Patrocinador en 2025; proponer escenario propio.",
                            "Rider recibido, falta plano de luces.",
                            "Ofrece intercambio de publicidad.",
                            "Abre siempre el boletín: buen prescriptor.",
                            "Pendiente de firmar contrato.")));
}
