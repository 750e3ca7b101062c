package dev.packledger.server.pages;

import dev.packledger.server.api.Call;

/**
 * A request for a page of one organisation, by one of its members.
 *
 * @param here the membership that the page is looked at under
 * @param call the same request as the API's handlers take it
 */
public record PageCall(Visitor.Person visitor, Membership here, Call call) {
  /** The address of a page of this organisation. */
  public String at(String page) {
    return "/" + here.slug() + "/" + page;
  }

  /** Goes to a page after a change was made, so that reloading does not make it again. */
  public String redirect(String page) {
    return "redirect:" + at(page);
  }
}
