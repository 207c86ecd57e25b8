"""A window with WebKitGTK that a driver may steer and whose profile outlives it.

Run by the system's own Python, the only one with bindings: `AUDIT_TEST_PROFILE` names
the folder. (The driver's stock browser, MiniBrowser, forgets everything at its end and
can't store Blobs; the driver knows a browser by that name only, hence the name below.)
"""

import os

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402

ON_IN_SAFARI = {"StorageAPI", "StorageAPIEstimate"}
"""Features that Safari has switched on since version 17 and GTK has not."""


def lasting_context(profile: str) -> WebKit2.WebContext:
    """Cookies, IndexedDB, caches and service workers in one folder."""
    data = WebKit2.WebsiteDataManager(
        base_data_directory=profile, base_cache_directory=f"{profile}/cache"
    )
    context = WebKit2.WebContext.new_with_website_data_manager(data)
    context.get_cookie_manager().set_persistent_storage(
        f"{profile}/cookies.sqlite", WebKit2.CookiePersistentStorage.SQLITE
    )
    context.set_automation_allowed(True)
    return context


def view(context: WebKit2.WebContext) -> WebKit2.WebView:
    """A page in a window of a tablet's size."""
    made = WebKit2.WebView(web_context=context, is_controlled_by_automation=True)
    settings = made.get_settings()
    settings.set_enable_write_console_messages_to_stdout(True)
    # Pages over HTTPS that may not be stored, as ours, are not kept alive behind the next one.
    settings.set_enable_page_cache(False)
    features = WebKit2.Settings.get_all_features()
    for feature in map(features.get, range(features.get_length())):
        if feature.get_identifier() in ON_IN_SAFARI:
            settings.set_feature_enabled(feature, True)
    window = Gtk.Window(default_width=800, default_height=1280)
    window.add(made)
    window.show_all()
    return made


def introduce(session: WebKit2.AutomationSession, context: WebKit2.WebContext) -> None:
    """Tell the driver what browser this is, and give it a page."""
    about = WebKit2.ApplicationInfo()
    about.set_name("MiniBrowser")
    about.set_version(
        WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version()
    )
    session.set_application_info(about)
    session.connect("create-web-view", lambda _session: view(context))


def main() -> None:
    context = lasting_context(os.environ["AUDIT_TEST_PROFILE"])
    context.connect("automation-started", lambda its, session: introduce(session, its))
    Gtk.main()


if __name__ == "__main__":
    main()
