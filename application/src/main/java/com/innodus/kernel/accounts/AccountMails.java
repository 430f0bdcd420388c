package com.innodus.kernel.accounts;

import com.innodus.kernel.access.OneTimeTokens;
import com.innodus.kernel.access.OneTimeTokens.Purpose;
import com.innodus.kernel.access.User;
import com.innodus.kernel.brand.BrandedMail;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.mail.Outbox;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.routing.Addresses;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The mails about accounts. Links are made from the tenant's configured address, never from the request. */
@Service
@Transactional
public class AccountMails {
    private final OneTimeTokens tokens;
    private final Outbox outbox;
    private final Addresses addresses;
    private final BrandedMail look;

    AccountMails(OneTimeTokens tokens, Outbox outbox, Addresses addresses, BrandedMail look) {
        this.tokens = tokens;
        this.outbox = outbox;
        this.addresses = addresses;
        this.look = look;
    }

    public void sendConfirmation(User user) {
        send(user, "confirm", "/confirm?token=" + tokens.issue(user.id(), Purpose.CONFIRM_EMAIL));
    }

    public void sendReset(User user) {
        send(user, "reset", "/password/new?token=" + tokens.issue(user.id(), Purpose.RESET_PASSWORD));
    }

    public void sendInvitation(User user) {
        send(user, "invitation", "/invitation?token=" + tokens.issue(user.id(), Purpose.INVITATION));
    }

    /** Where the user's workspace is, for somebody who has forgotten. */
    public void sendWorkspace(User user) {
        send(user, "workspace", "/login");
    }

    private void send(User user, String kind, String path) {
        Tenant tenant = TenantScope.current();
        String link = addresses.of(tenant) + path;
        String subject = Texts.text(user.locale(), "mail." + kind + ".subject", tenant.name());
        String body = Texts.text(user.locale(), "mail." + kind + ".body", user.name(), tenant.name());
        String button = Texts.text(user.locale(), "mail." + kind + ".button");
        String text = body + "\n\n" + link + "\n";
        String html = look.html(user.locale(), body, new BrandedMail.Button(button, link));
        outbox.send(user.email(), subject.replaceAll("\\p{Cntrl}", " "), text, html);
    }
}
