package com.innodus.kernel.suitcase;

import com.innodus.kernel.accounts.web.FreshProof;
import com.innodus.kernel.accounts.web.SignedIn;
import com.innodus.kernel.suitcase.Suitcases.Suitcase;
import com.innodus.tenants.context.TenantScope;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** Hands a suitcase to whoever asked for it, when they have just proved who they are. */
@Controller
class SuitcaseDownloads {
    private final Suitcases suitcases;
    private final FreshProof proof;

    SuitcaseDownloads(Suitcases suitcases, FreshProof proof) {
        this.suitcases = suitcases;
        this.proof = proof;
    }

    @GetMapping("/suitcase/{id}.zip")
    void download(
            @PathVariable UUID id,
            @AuthenticationPrincipal SignedIn signedIn,
            HttpSession session,
            HttpServletResponse response)
            throws IOException {
        if (!Suitcases.mayPack(signedIn.actor())) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        Suitcase suitcase = suitcases.ready(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!proof.isFresh(signedIn, session)) {
            response.sendRedirect("/app/settings/suitcase");
            return;
        }
        suitcases.noteFetched();
        response.setContentType("application/zip");
        response.setContentLengthLong(suitcase.bytes());
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"" + TenantScope.current().slug() + "-"
                        + LocalDate.ofInstant(suitcase.at(), ZoneOffset.UTC) + ".zip\"");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        suitcases.copy(suitcase, response.getOutputStream());
    }
}
