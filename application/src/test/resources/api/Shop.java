package shop;

import com.innodus.client.ApiClient;
import com.innodus.client.ApiException;
import com.innodus.client.api.OrganisationsApi;
import com.innodus.client.api.PeopleApi;
import com.innodus.client.model.BulkResult;
import com.innodus.client.model.CommentInput;
import com.innodus.client.model.ContactPoint;
import com.innodus.client.model.Organisation;
import com.innodus.client.model.OrganisationBulk;
import com.innodus.client.model.OrganisationInput;
import com.innodus.client.model.OrganisationPage;
import com.innodus.client.model.OrganisationPatch;
import com.innodus.client.model.Person;
import com.innodus.client.model.PersonInput;
import com.innodus.client.model.Summary;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Somebody's program, written on the client that was generated from a tenant's OpenAPI document. */
public final class Shop {
    public static void main(String[] arguments) throws Exception {
        ApiClient client = new ApiClient();
        client.updateBaseUri(arguments[0]);
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + arguments[1]));
        OrganisationsApi organisations = new OrganisationsApi(client);
        PeopleApi people = new PeopleApi(client);

        Organisation made = organisations.createOrganisation(
                new OrganisationInput()
                        .name("Ágora")
                        .city("Vigo")
                        .revenue(new BigDecimal("1234.50"))
                        .customerSince(LocalDate.of(2024, 2, 29))
                        .kinds(List.of("customer"))
                        .emails(List.of(new ContactPoint().label("work").value("info@agora.example"))),
                null);
        require(made.getTitle().equals("Ágora"), "title");
        require(made.getCustomerSince().equals(LocalDate.of(2024, 2, 29)), "day");
        require(made.getRevenue().compareTo(new BigDecimal("1234.5")) == 0, "amount");

        try {
            organisations.createOrganisation(new OrganisationInput().name("ágora"), null);
            require(false, "a duplicate was made");
        } catch (ApiException refused) {
            require(refused.getCode() == 409, "duplicate: " + refused.getCode());
        }

        Organisation changed = organisations.changeOrganisation(
                made.getId(), "\"" + made.getVersion() + "\"", new OrganisationPatch().city("Lugo"));
        require(changed.getCity().equals("Lugo"), "change");

        OrganisationBulk bulk = new OrganisationBulk();
        for (int i = 0; i < 25; i++) {
            bulk.addRecordsItem(new OrganisationInput().name("Org " + i).externalId("E" + i).city("Soria"));
        }
        BulkResult written = organisations.upsertOrganisations(bulk);
        require(written.getResults().stream().allMatch(one -> one.getStatus().equals("created")), "bulk");

        List<String> titles = new ArrayList<>();
        String cursor = null;
        do {
            OrganisationPage page =
                    organisations.listOrganisations(null, "city==Soria", "-title", null, cursor, 10, true, null);
            require(page.getCount() == 25, "count");
            page.getData().forEach(one -> titles.add(one.getTitle()));
            cursor = page.getNext();
        } while (cursor != null);
        require(titles.size() == 25 && titles.getFirst().equals("Org 9"), "pages: " + titles);

        Person person = people.createPerson(
                new PersonInput().firstName("Ana").lastName("Pérez").organisation(made.getId()), null);
        require(person.getOrganisation().equals(made.getId()), "link");
        Summary summary = organisations.summariseOrganisations("city", "revenue", null, "city==Soria", 10);
        require(summary.getGroups().getFirst().getCount() == 25, "summary");
        organisations.commentOrganisation(made.getId(), new CommentInput().body("Hola"));
        require(organisations.listOrganisationComments(made.getId()).getData().size() == 1, "comments");

        people.deletePerson(person.getId());
        try {
            people.getPerson(person.getId(), null, null);
            require(false, "the person is still there");
        } catch (ApiException gone) {
            require(gone.getCode() == 404, "gone: " + gone.getCode());
        }
        System.out.println("all good");
    }

    private static void require(boolean fact, String what) {
        if (!fact) {
            throw new AssertionError(what);
        }
    }
}
