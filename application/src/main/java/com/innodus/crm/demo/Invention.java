package com.innodus.crm.demo;

import com.innodus.kernel.text.Folding;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Invents names, numbers and addresses; the same seed always invents the same. */
final class Invention {
    private static final List<String> FIRST_NAMES = List.of(
            "María",
            "Antonio",
            "Carmen",
            "José",
            "Ana",
            "Manuel",
            "Laura",
            "Javier",
            "Isabel",
            "David",
            "Cristina",
            "Daniel",
            "Marta",
            "Carlos",
            "Lucía",
            "Miguel",
            "Pilar",
            "Alejandro",
            "Elena",
            "Rafael",
            "Paula",
            "Pedro",
            "Sara",
            "Ángel",
            "Raquel",
            "Jordi",
            "Montserrat",
            "Pau",
            "Núria",
            "Iker",
            "Ane",
            "Xoán",
            "Uxía",
            "Álvaro",
            "Beatriz",
            "Sergio",
            "Rocío",
            "Adrián",
            "Inés",
            "Andrés",
            "Silvia",
            "Rubén",
            "Noelia",
            "Ignacio",
            "Begoña",
            "Fátima",
            "Mohamed",
            "Ioana",
            "Yan",
            "Aroa");
    private static final List<String> LAST_NAMES = List.of(
            "García",
            "Fernández",
            "González",
            "Rodríguez",
            "López",
            "Martínez",
            "Sánchez",
            "Pérez",
            "Gómez",
            "Martín",
            "Jiménez",
            "Ruiz",
            "Hernández",
            "Díaz",
            "Moreno",
            "Muñoz",
            "Álvarez",
            "Romero",
            "Alonso",
            "Gutiérrez",
            "Navarro",
            "Torres",
            "Domínguez",
            "Vázquez",
            "Ramos",
            "Gil",
            "Ramírez",
            "Serrano",
            "Blanco",
            "Molina",
            "Morales",
            "Suárez",
            "Ortega",
            "Delgado",
            "Castro",
            "Ortiz",
            "Rubio",
            "Marín",
            "Sanz",
            "Iglesias",
            "Núñez",
            "Medina",
            "Garrido",
            "Santos",
            "Castillo",
            "Cortés",
            "Lozano",
            "Guerrero",
            "Cano",
            "Prieto",
            "Méndez",
            "Cruz",
            "Calvo",
            "Gallego",
            "Puig",
            "Ferrer",
            "Vidal",
            "Soler",
            "Roca",
            "Serra",
            "Etxeberria",
            "Aguirre",
            "Otero",
            "Seoane",
            "Bouzas");
    private static final List<String> STREETS = List.of(
            "Calle Mayor",
            "Calle Real",
            "Avenida de la Constitución",
            "Calle del Carmen",
            "Plaza de España",
            "Calle San Juan",
            "Avenida de Andalucía",
            "Calle Cervantes",
            "Ronda Norte",
            "Calle del Sol",
            "Paseo de la Estación",
            "Calle Nueva",
            "Carrer Major",
            "Rúa do Vilar",
            "Calle de la Fuente",
            "Camino Viejo");

    /** @param postal first three digits of its postal codes */
    record Place(String city, String region, String postal, String prefix) {}

    private static final List<Place> PLACES = List.of(
            new Place("Madrid", "Madrid", "280", "91"),
            new Place("Barcelona", "Barcelona", "080", "93"),
            new Place("València", "Valencia", "460", "96"),
            new Place("Sevilla", "Sevilla", "410", "95"),
            new Place("Zaragoza", "Zaragoza", "500", "976"),
            new Place("Bilbao", "Bizkaia", "480", "94"),
            new Place("Valladolid", "Valladolid", "470", "983"),
            new Place("Aranda de Duero", "Burgos", "094", "947"),
            new Place("Peñafiel", "Valladolid", "473", "983"),
            new Place("Vic", "Barcelona", "085", "93"),
            new Place("A Coruña", "A Coruña", "150", "981"),
            new Place("Vigo", "Pontevedra", "362", "986"),
            new Place("Gijón", "Asturias", "332", "98"),
            new Place("Logroño", "La Rioja", "260", "941"),
            new Place("Donostia", "Gipuzkoa", "200", "943"),
            new Place("Granada", "Granada", "180", "958"),
            new Place("Cádiz", "Cádiz", "110", "956"),
            new Place("Palma", "Illes Balears", "070", "971"),
            new Place("Murcia", "Murcia", "300", "968"),
            new Place("Cáceres", "Cáceres", "100", "927"));

    private final Random random;
    private final Set<String> used = new HashSet<>();
    private int number = 1_000_000;

    Invention(long seed) {
        random = new Random(seed);
    }

    <T> T oneOf(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** True in about so many per cent of cases. */
    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    String firstName() {
        return oneOf(FIRST_NAMES);
    }

    String lastNames() {
        return oneOf(LAST_NAMES) + " " + oneOf(LAST_NAMES);
    }

    Place place() {
        return oneOf(PLACES);
    }

    /** A name of this pattern that was not given before. */
    String nameLike(String pattern, Place place) {
        boolean local = pattern.contains(" de %s");
        for (String filling :
                List.of(local ? place.city() : oneOf(LAST_NAMES), oneOf(LAST_NAMES), lastNames(), lastNames())) {
            String name =
                    pattern.formatted(local && !filling.equals(place.city()) ? place.city() + " " + filling : filling);
            if (used.add(name)) {
                return name;
            }
        }
        String name = pattern.formatted(lastNames()) + " " + used.size();
        used.add(name);
        return name;
    }

    /** A host that can belong to nobody (RFC 2606). */
    String domain(String name) {
        return Folding.fold(name).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "") + ".example";
    }

    String mailbox(String firstName, String lastNames) {
        return Folding.fold(firstName + "." + lastNames.split(" ")[0]).replaceAll("[^a-z.]", "");
    }

    String street() {
        return oneOf(STREETS) + ", " + between(1, 120);
    }

    String postalCode(Place place) {
        return place.postal() + String.format("%02d", between(1, 30));
    }

    String landline(Place place) {
        String start = "+34" + place.prefix();
        return start + String.valueOf(100_000_000 + random.nextInt(899_999_999)).substring(0, 12 - start.length());
    }

    String mobile() {
        return "+346" + between(10_000_000, 99_999_999);
    }

    /** A number with a right control character, for a company (B) or an association (G). */
    String taxNumber(char kind) {
        String digits = String.valueOf(number += between(3, 40)).substring(0, 7);
        int sum = 0;
        for (int i = 0; i < 7; i++) {
            int digit = digits.charAt(i) - '0';
            sum += i % 2 == 0 ? digit * 2 / 10 + digit * 2 % 10 : digit;
        }
        return kind + digits + (10 - sum % 10) % 10;
    }

    LocalDate dayBefore(LocalDate today, int mostDays) {
        return today.minusDays(between(1, mostDays));
    }
}
