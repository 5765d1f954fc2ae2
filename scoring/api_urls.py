"""The API addresses of the app, below an organisation."""

from django.urls import URLPattern, path

from scoring.api import cards

urlpatterns: list[URLPattern] = [
    # --- my sessions and cards ---
    path("my/sessions/", cards.MySessions.as_view(), name="api_my_sessions"),
    path("my/sessions/<uuid:session>/card/", cards.MyCard.as_view(), name="api_my_card"),
    path("my/sessions/<uuid:session>/card/edits/", cards.MyEdits.as_view(), name="api_my_edits"),
    path("my/sessions/<uuid:session>/card/submit/", cards.SubmitMyCard.as_view(), name="api_my_submit"),
    path("loops/<uuid:loop>/cards/", cards.LoopCards.as_view(), name="api_loop_cards"),
]
