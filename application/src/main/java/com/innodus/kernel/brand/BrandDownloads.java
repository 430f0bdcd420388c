package com.innodus.kernel.brand;

import com.innodus.tenants.context.TenantScope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Style sheets and pictures by content hash, for ever the same. A host serves its own tenant's only. */
@RestController
class BrandDownloads {
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final Brands brands;

    BrandDownloads(Brands brands) {
        this.brands = brands;
    }

    @GetMapping("/brand/{hash:[0-9a-f]{32}}.css")
    ResponseEntity<byte[]> css(@PathVariable String hash) {
        var css = TenantScope.currentOrNull() == null
                ? java.util.Optional.of(Look.PLAIN.css())
                        .filter(plain -> plain.hash().equals(hash))
                        .map(plain -> plain.text())
                : brands.css(hash);
        return css.map(text -> answer("text/css;charset=UTF-8", text.getBytes(StandardCharsets.UTF_8)))
                .orElse(ResponseEntity.notFound().build());
    }

    @GetMapping("/brand/{hash:[0-9a-f]{32}}")
    ResponseEntity<byte[]> picture(@PathVariable String hash) {
        return TenantScope.currentOrNull() == null
                ? ResponseEntity.notFound().build()
                : brands.asset(hash)
                        .map(asset -> answer(asset.mediaType(), asset.content()))
                        .orElse(ResponseEntity.notFound().build());
    }

    private static ResponseEntity<byte[]> answer(String mediaType, byte[] content) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(mediaType))
                .cacheControl(FOR_EVER)
                .header("X-Content-Type-Options", "nosniff")
                // a drawing opened by itself is a document, and must not act as one
                .header(
                        "Content-Security-Policy",
                        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:")
                .body(content);
    }
}
