package com.innodus.kernel.comments;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.access.User;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MentionsTest {
    private static final User ANA = user("Ana", "ana@agora.es");
    private static final User ANA_GARCIA = user("Ana García", "garcia@agora.es");
    private static final List<User> USERS = List.of(ANA, ANA_GARCIA);

    private static User user(String name, String email) {
        return new User(
                UUID.randomUUID(), email, name, "member", User.State.ACTIVE, Locale.of("es"), "BRAND", null, null);
    }

    private static String token(User user) {
        return "@{" + user.id() + "}";
    }

    @Test
    void takesTheLongestNameThatFits() {
        assertThat(Mentions.encode("Mira esto, @ana garcía y @Ana.", USERS))
                .isEqualTo("Mira esto, @ana garcía y @Ana."
                        .replace("@ana garcía", token(ANA_GARCIA))
                        .replace("@Ana", token(ANA)));
    }

    @Test
    void takesAddressesButNotPartsOfWords() {
        assertThat(Mentions.encode("@garcia@agora.es", USERS)).isEqualTo(token(ANA_GARCIA));
        assertThat(Mentions.encode("info@ana @Anabel @nadie @", USERS)).isEqualTo("info@ana @Anabel @nadie @");
    }

    @Test
    void readsBackWhatItStored() {
        String stored = Mentions.encode("<b>@Ana</b> 🙂", USERS);

        assertThat(Mentions.in(stored)).containsExactly(ANA.id());
        assertThat(Mentions.decode(stored, Map.of(ANA.id(), "Ana López")::get)).isEqualTo("<b>@Ana López</b> 🙂");
        assertThat(Mentions.decode(stored, id -> null)).isEqualTo(stored);
    }

    @Test
    void tellsNamesakesApartByAddress() {
        User other = user("Ana", "otra@agora.es");
        assertThat(Mentions.distinctNames(List.of(ANA, other, ANA_GARCIA)))
                .containsEntry(ANA.id(), "ana@agora.es")
                .containsEntry(other.id(), "otra@agora.es")
                .containsEntry(ANA_GARCIA.id(), "Ana García");
    }
}
