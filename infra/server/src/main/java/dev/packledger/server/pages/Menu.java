package dev.packledger.server.pages;

import java.util.ArrayList;
import java.util.List;

/** Which pages of an organisation a member is offered. Whether one may be read, its page says. */
record Menu(List<Section> sections) {
  /**
   * @param name key of the message that heads it
   */
  record Section(String name, List<Item> items) {}

  /**
   * @param name key of the message, and the last segment of the address
   */
  record Item(String name, String address) {}

  static Menu of(Membership here) {
    List<Section> sections = new ArrayList<>();
    if (here.sells() || here.audits()) {
      sections.add(section("selling", here, List.of("sold")));
    }
    sections.add(section("buying", here, List.of("licenses")));
    sections.add(section("people", here, List.of("tokens", "members", "pipelines")));
    sections.add(section("history", here, List.of("timeline")));
    return new Menu(List.copyOf(sections));
  }

  private static Section section(String name, Membership here, List<String> pages) {
    return new Section(
        name, pages.stream().map(page -> new Item(page, "/" + here.slug() + "/" + page)).toList());
  }
}
