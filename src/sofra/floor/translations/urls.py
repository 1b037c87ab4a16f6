from django.urls import path

from sofra.floor.translations import views

urlpatterns = [
    path("translations/", views.translations, name="translations"),
    path("translations/leave/", views.leave_translations, name="leave_translations"),
    path("translations/glossary.csv", views.glossary_csv, name="glossary_csv"),
    path("translations/glossary.tbx", views.glossary_tbx, name="glossary_tbx"),
    path("translations/<str:key>/<str:language>/", views.translation, name="translation"),
    path("moderation/wording/<str:key>/", views.reword, name="reword"),
]
