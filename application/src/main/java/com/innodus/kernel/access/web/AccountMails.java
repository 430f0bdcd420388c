package com.innodus.kernel.access.web;

import com.innodus.kernel.access.OneTimeTokens;
import com.innodus.kernel.access.OneTimeTokens.Purpose;
import com.innodus.kernel.access.User;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.mail.Outbox;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.routing.Addresses;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.HtmlUtils;

/** The mails about accounts. Links are made from the tenant's configured address, never from the request. */
@Service
@Transactional
public class AccountMails {
    private final OneTimeTokens tokens;
    private final Outbox outbox;
    private final Addresses addresses;

    AccountMails(OneTimeTokens tokens, Outbox outbox, Addresses addresses) {
        this.tokens = tokens;
        this.outbox = outbox;
        this.addresses = addresses;
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

    private void send(User user, String kind, String path) {
        Tenant tenant = TenantScope.current();
        String link = addresses.of(tenant) + path;
        String subject = Texts.text(user.locale(), "mail." + kind + ".subject", tenant.name());
        String body = Texts.text(user.locale(), "mail." + kind + ".body", user.name(), tenant.name());
        String button = Texts.text(user.locale(), "mail." + kind + ".button");
        String text = body + "\n\n" + link + "\n";
        String html = """
                <!doctype html><html lang="%s"><body style="font-family:system-ui,sans-serif;line-height:1.5;color:#1d2433">
                <p>%s</p>
                <p><a href="%s" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#1f4f8f;color:#ffffff;text-decoration:none">%s</a></p>
                <p style="color:#5a6270;font-size:14px">%s</p>
                </body></html>
                """.formatted(
                        user.locale().getLanguage(),
                        HtmlUtils.htmlEscape(body).replace("\n", "<br>"),
                        HtmlUtils.htmlEscape(link),
                        HtmlUtils.htmlEscape(button),
                        HtmlUtils.htmlEscape(link));
        outbox.send(user.email(), subject.replaceAll("\\p{Cntrl}", " "), text, html);
    }
}
