"""The links of the industry chain with which an organiser can begin."""

from __future__ import annotations

from yishiting.web.content import Content

USUAL_LINKS = {
    "computing": Content.of("en", "Computing and chips", zh_hans="算力与芯片"),
    "data": Content.of("en", "Data", zh_hans="数据"),
    "frameworks": Content.of("en", "Frameworks", zh_hans="框架"),
    "models": Content.of("en", "Models", zh_hans="模型"),
    "applications": Content.of("en", "Applications", zh_hans="应用"),
    "safety": Content.of("en", "Safety and governance", zh_hans="安全与治理"),
    "embodied": Content.of("en", "Embodied and industrial AI", zh_hans="具身智能与工业智能"),
}
