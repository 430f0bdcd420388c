package com.innodus.kernel.records;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spanish tax numbers with their control characters (NIF: RD 1065/2007 art. 19–24; letters: Orden EHA/451/2008 for
 * entities, Ministerio del Interior for DNI and NIE), and the shape of foreign VAT numbers.
 */
public final class TaxNumbers {
    private static final String PERSON_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String ENTITY_LETTERS = "JABCDEFGHI";
    private static final Pattern PERSON = Pattern.compile("([XYZKLM]?)(\\d{7,8})([A-Z])");
    private static final Pattern ENTITY = Pattern.compile("([ABCDEFGHJNPQRSUVW])(\\d{7})([0-9A-J])");
    /** Country prefix other than Spain's, then what national VAT numbers are made of: all have two digits at least. */
    private static final Pattern FOREIGN = Pattern.compile("(?!ES)[A-Z]{2}(?=(?:[A-Z+*]*[0-9]){2})[A-Z0-9+*]{2,13}");

    private TaxNumbers() {}

    /** Whether it is a right Spanish number (with or without ES) or looks like a foreign VAT number. */
    public static boolean isPlausible(String number) {
        String bare = number.startsWith("ES") ? number.substring(2) : number;
        Matcher entity = ENTITY.matcher(bare);
        if (entity.matches()) {
            return isEntity(entity);
        }
        Matcher person = PERSON.matcher(bare);
        if (person.matches()) {
            return isPerson(person);
        }
        return FOREIGN.matcher(number).matches();
    }

    private static boolean isPerson(Matcher parts) {
        String prefix = parts.group(1);
        String digits = parts.group(2);
        if (prefix.isEmpty() != (digits.length() == 8)) {
            return false;
        }
        String leading = switch (prefix) {
            case "Y" -> "1";
            case "Z" -> "2";
            default -> "0";
        };
        int number = Integer.parseInt(prefix.isEmpty() ? digits : leading + digits);
        return PERSON_LETTERS.charAt(number % 23) == parts.group(3).charAt(0);
    }

    private static boolean isEntity(Matcher parts) {
        String digits = parts.group(2);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            sum += i % 2 == 0 ? doubled(digit) : digit;
        }
        int control = (10 - sum % 10) % 10;
        char given = parts.group(3).charAt(0);
        char kind = parts.group(1).charAt(0);
        boolean asDigit = given == (char) ('0' + control);
        boolean asLetter = given == ENTITY_LETTERS.charAt(control);
        return switch (kind) {
            case 'A', 'B', 'E', 'H' -> asDigit;
            case 'N', 'P', 'Q', 'R', 'S', 'W' -> asLetter;
            default -> asDigit || asLetter;
        };
    }

    private static int doubled(int digit) {
        int twice = digit * 2;
        return twice / 10 + twice % 10;
    }
}
