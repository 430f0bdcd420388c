package com.innodus.isolation;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.brand.Brands;
import com.innodus.kernel.comments.Comments;
import com.innodus.kernel.files.Attachments;
import com.innodus.kernel.forms.Forms;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.exchange.Imports;
import com.innodus.kernel.reports.Reports;
import com.innodus.support.Server;
import com.innodus.support.Visitor;
import com.innodus.tenants.catalogue.Tenant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A tenant with a secret, another that is curious, and their logged-in owners. */
abstract class TwoTenants extends Server {
    @Autowired
    RecordType<Organisation> organisations;

    @Autowired
    Records records;

    @Autowired
    Comments comments;

    @Autowired
    Attachments attachments;

    @Autowired
    Imports imports;

    @Autowired
    Brands brands;

    @Autowired
    Reports reports;

    @Autowired
    Forms forms;

    Tenant mine;
    Tenant curious;
    Secret secret;
    Visitor owner;
    Visitor spy;

    @BeforeEach
    void makeTenants() {
        mine = newTenant();
        curious = newTenant();
        secret = as(
                mine,
                () -> new Secret.Keeper(organisations, records, comments, attachments, imports, brands, reports, forms)
                        .make());
        owner = loggedIn(mine);
        spy = loggedIn(curious);
    }

    Visitor at(Tenant tenant) {
        return new Visitor(port, tenant.slug() + ".localhost");
    }

    Visitor loggedIn(Tenant tenant) {
        Visitor visitor = at(tenant);
        visitor.post("/login", "/login", Map.of("email", emailOf(tenant.slug()), "password", PASSWORD));
        return visitor;
    }
}
