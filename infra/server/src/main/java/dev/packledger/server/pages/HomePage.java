package dev.packledger.server.pages;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** An organisation's first page: the one that the member's role asks for most. */
@Controller
class HomePage {
  @GetMapping("/{organization}")
  String home(PageCall page) {
    boolean watches = page.here().sells() || page.here().audits();
    return page.redirect(watches ? "timeline" : "licenses");
  }
}
