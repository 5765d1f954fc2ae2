"""Static files under names that change with their content, ES module imports included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleManifestStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage; also rewrites `import … from "./x.js"` so that modules are never stale."""

    support_js_module_import_aggregation = True
